import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpClient, HttpRequest } from "../../src/vendors/http-client.js";
import { undiciHttpClient, type ClosableHttpClient } from "../../src/vendors/undici-http-client.js";
import type { SendOutcome, SendRequest } from "../../src/vendors/vendor.js";
import type { Carried, ContractFixture, PeerServer, SendCase } from "./fixture.js";
import { accountAt, idsOf, messageOf, secretValues } from "./sample.js";
import { sentTexts } from "./sent-texts.js";
import { silentVendor } from "./silent-vendor.js";
import { startStub, type StubServer } from "./stub-server.js";

/** Everything that is asked of `send`, for each way of sending. */
export function sending(fixture: ContractFixture): void {
  const { channels } = fixture.adapter.capabilities;

  it("has a case for each of its channels", () => {
    const tried = new Set(fixture.sends.map((one) => one.channel));

    expect([...tried].toSorted()).toEqual([...channels].toSorted());
  });

  for (const one of fixture.sends) {
    describe(`sending ${[one.channel, one.name].filter(Boolean).join(", ")}`, () => {
      if (fixture.peer === undefined) {
        const target = httpTarget(fixture, one);
        anyTransport(fixture, one, target);
        overHttp(fixture, one as SendCase, target);
      } else {
        anyTransport(fixture, one, peerTarget(fixture, one));
      }
    });
  }
}

/** A stand-in with the way to it: what one case sends, and what arrived. */
interface Target {
  send(act: unknown, changes?: Partial<SendRequest>): Promise<SendOutcome>;
  /** To an address where nobody listens. */
  sendToNobody(): Promise<SendOutcome>;
  /** The texts of each request since the last `send`. */
  arrived(): readonly (readonly string[])[];
  readonly silences: readonly unknown[];
  /** What came of a message to a vendor that takes it and says nothing; null = not over HTTP. */
  readonly unanswered: Promise<SendOutcome> | null;
}

interface HttpTarget extends Target {
  stub(): StubServer;
}

function httpTarget(fixture: ContractFixture, one: SendCase<unknown>): HttpTarget {
  let stub: StubServer;
  let network: ClosableHttpClient;
  beforeAll(async () => {
    stub = await startStub("reset");
    network = undiciHttpClient();
  });
  afterAll(async () => {
    await network.close();
    await stub.close();
  });
  const message = messageOf(one);
  const { adapter } = fixture;
  return {
    stub: () => stub,
    silences: ["reset", "close_in_body"],
    unanswered: silentVendor.asked((url, http) =>
      adapter.send(message, accountAt(fixture, url), http),
    ),
    arrived: () => stub.requests.map(sentTexts),
    send(act, changes = {}) {
      stub.act = act as StubServer["act"];
      stub.requests.length = 0;
      const account = accountAt(fixture, `${stub.url}/v/vendor`);
      return adapter.send({ ...message, ...changes }, account, network);
    },
    sendToNobody: () =>
      adapter.send(message, accountAt(fixture, "http://127.0.0.1:1/v/vendor"), network),
  };
}

function peerTarget(fixture: ContractFixture, one: SendCase<unknown>): Target {
  if (fixture.peer === undefined) {
    throw new Error("an adapter that speaks HTTP has no peer");
  }
  const { peer, adapter } = fixture;
  let server: PeerServer<unknown>;
  let nobody: string;
  beforeAll(async () => {
    const gone = await peer.start();
    nobody = gone.url;
    await gone.close();
    server = await peer.start();
  });
  afterAll(() => server.close());
  const message = messageOf(one);
  const none: HttpClient = {
    request: () => Promise.reject(new Error(`${adapter.name} must not use HTTP`)),
  };
  return {
    silences: peer.silences,
    unanswered: null,
    arrived: () => server.requests.map((request) => request.texts),
    send(act, changes = {}) {
      server.act = act;
      server.requests.length = 0;
      return adapter.send({ ...message, ...changes }, accountAt(fixture, server.url), none);
    },
    sendToNobody: () => adapter.send(message, accountAt(fixture, nobody), none),
  };
}

function anyTransport(fixture: ContractFixture, one: SendCase<unknown>, target: Target): void {
  const message = messageOf(one);
  const ids = idsOf(fixture, one.idsMax);
  const { reference } = fixture.adapter.capabilities;
  const carries: readonly Carried[] =
    one.carries ?? (reference === "none" ? ["to", "text"] : ["to", "text", "reference"]);

  it("takes an acceptance, with one id per part, and asks once", async () => {
    const outcome = await target.send(one.accepted(ids));

    expect(outcome).toMatchObject({ kind: "accepted", charged: one.charged ?? "maybe" });
    expect(outcome).toMatchObject({ vendorMessageIds: ids });
    expect(target.arrived()).toHaveLength(1);
  });

  it("reads the price of an acceptance that tells one", async () => {
    const { act, price } = one.priced ?? { act: one.accepted(ids), price: null };

    expect(await target.send(act)).toMatchObject({ kind: "accepted", price });
  });

  it(`hands over ${carries.join(", ")}`, async () => {
    await target.send(one.accepted(ids));
    const texts = target.arrived()[0] ?? [];
    const wanted: Readonly<Record<Carried, string | null>> = {
      reference: message.reference,
      text: message.text,
      code: message.code,
      to: message.to.replace(/^\+/, ""),
      from: message.from,
      subject: message.subject,
      template: message.vendorTemplateName,
    };
    const missing = carries.filter((what) => {
      const value = wanted[what];
      return value === null || !texts.some((text) => text.includes(value));
    });

    expect(missing).toEqual([]);
    expect(reference === "none" || one.carries !== undefined || carries.includes("reference")).toBe(
      true,
    );
  });

  it("hands over texts with quotes, markup and other scripts as they are", async () => {
    const text = `"${message.code}" <b>&amp;</b>\n\\ код + 100 % – 验证码 😀`;
    const outcome = await target.send(one.accepted(ids), { text });

    expect(outcome.kind).toBe("accepted");
    expect(target.arrived()).toHaveLength(1);
    const sent = target.arrived()[0] ?? [];
    expect(sent.some((one) => one.includes(text)) || !carries.includes("text")).toBe(true);
  });

  it("says for every refusal of its tables whose fault it is, and who pays", async () => {
    expect(one.refusals.length).toBeGreaterThan(0);
    for (const { act, failureClass, charged, retryAfterMs } of one.refusals) {
      expect({ act, ...(await target.send(act)) }).toMatchObject({
        act,
        kind: "rejected",
        failureClass,
        charged: charged ?? "no",
        retryAfterMs: retryAfterMs ?? null,
      });
    }
  });

  it("does not know the outcome when no whole answer comes", async () => {
    const wanted = { kind: "unknown", charged: "maybe" };
    for (const act of target.silences) {
      expect(await target.send(act)).toMatchObject(wanted);
    }
    expect((await target.unanswered) ?? wanted).toMatchObject(wanted);
  });

  it("knows that nothing was sent when the connection is refused", async () => {
    expect(await target.sendToNobody()).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
      charged: "no",
    });
  });

  it("does not know the outcome of a code that is in no table, keeps it, and says so", async () => {
    const outcome = await target.send(one.refusalWithUnknownCode);

    expect(outcome).toMatchObject({
      kind: "unknown",
      vendorCode: expect.stringMatching(/./),
      isCodeKnown: false,
    });
  });

  it("keeps numbers, codes and credentials out of the vendor's words", async () => {
    const secrets = [message.to, message.code, message.text, ...secretValues(fixture)];
    const digits = "sent 62 812-3456-7890 to a.b@example.org with 493817";
    const say = one.refusalSaying;
    for (const words of say === null ? [] : [...secrets, digits, "word ".repeat(5000)]) {
      const outcome = await target.send(say?.(`${words} is bad`));
      const text = JSON.stringify(outcome);

      expect(outcome.kind).toBe("rejected");
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      expect(text).not.toMatch(/7890|example\.org|493817/);
      expect(text.length).toBeLessThan(500);
    }
  });
}

const oddAnswers = [
  ["an error without a word", { status: 500, body: "" }],
  ["a bad gateway", { status: 502, body: "<html>bad gateway</html>" }],
  ["a gateway's time-out", { status: 504, body: "" }],
  ["success that is no JSON", { status: 200, body: "<html>OK</html>" }],
  ["success that is cut off", { status: 202, body: '{"messages":[{"id":"a' }],
  ["success without ids", { status: 202, body: "{}" }],
  ["success that is a list", { status: 200, body: "[]" }],
  ["success that is null", { status: 202, body: "null" }],
  ["success that is a number", { status: 200, body: "7" }],
  ["an empty success", { status: 202, body: "" }],
  ["a huge success", { status: 202, body: `{"x":"${"x".repeat(2_000_000)}"}` }],
  ["a redirect", { status: 302, body: "", headers: { location: "/elsewhere" } }],
  ["a redirect that keeps the method", { status: 307, body: "", headers: { location: "/e" } }],
] as const;

function overHttp(fixture: ContractFixture, one: SendCase, target: HttpTarget): void {
  const message = messageOf(one);
  const ids = idsOf(fixture, one.idsMax);

  it.each(oddAnswers)("does not know the outcome of %s, and asks nobody else", async (_, act) => {
    expect(await target.send(act)).toMatchObject({ kind: "unknown", charged: "maybe" });
    expect(target.stub().requests).toHaveLength(1);
  });

  it("does not know the outcome of an acceptance that was cut anywhere", async () => {
    const whole = one.accepted(ids);
    const { status, body } = typeof whole === "object" ? whole : { status: 0, body: "" };
    for (const share of [0.1, 0.5, 0.9]) {
      const part = body.trimEnd().slice(0, Math.floor(body.length * share));
      const outcome = body === "" ? null : await target.send({ status, body: part });

      expect(outcome?.kind ?? "unknown").toBe("unknown");
    }
  });

  it("never takes an acceptance for a refusal, whatever it is labelled", async () => {
    const whole = one.accepted(ids);
    for (const type of ["text/html", "application/octet-stream", "application/json; charset=x"]) {
      const { status, body, headers } =
        typeof whole === "object" ? whole : { status: 0, body: "", headers: {} };
      const outcome = await target.send({
        status,
        body,
        headers: { ...headers, "content-type": type },
      });

      expect(outcome.kind).not.toBe("rejected");
    }
  });

  it("waits as long as Retry-After says, and no longer than an hour", async () => {
    const { throttled } = one;
    const retryAfter = async (header: string) => {
      const outcome = await target.send(throttled?.(header));
      expect(outcome).toMatchObject({ kind: "rejected", failureClass: "THROTTLED", charged: "no" });
      return outcome.kind === "rejected" ? outcome.retryAfterMs : undefined;
    };

    expect(throttled).not.toBeNull();
    expect(await retryAfter("7")).toBe(7000);
    expect(await retryAfter("soon")).toBeNull();
    expect(await retryAfter("999999")).toBe(3_600_000);
  });

  it("goes to the address that the operator configured, with no secret in it", async () => {
    await target.send(one.accepted(ids));
    const path = target.stub().requests[0]?.path ?? "";

    expect(path).toMatch(/^\/v\/vendor(\/|\?|$)/);
    expect(secretValues(fixture).filter((secret) => path.includes(secret))).toEqual([]);
  });

  it("goes to the vendor's own address by https when none is configured", async () => {
    const asked: HttpRequest[] = [];
    const recorder: HttpClient = {
      request(request) {
        asked.push(request);
        return Promise.resolve({ kind: "not_sent", reason: "nobody" });
      },
    };
    await fixture.adapter.send(message, accountAt(fixture, ""), recorder);
    const addresses = asked.map(({ url }) => url);

    const isPretend = fixture.adapter.name === "sandbox";

    expect(addresses).toEqual([
      expect.stringMatching(isPretend ? /^\// : /^https:\/\/[a-z0-9.-]+\.[a-z]{2,}\//),
    ]);
    expect(asked.every(({ timeoutMs }) => timeoutMs <= 30_000)).toBe(true);
  });
}
