import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FailureClass } from "../../src/core/otp/status.js";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { undiciHttpClient, type ClosableHttpClient } from "../../src/vendors/undici-http-client.js";
import type {
  CallbackRequest,
  OpenAccount,
  SendOutcome,
  SendRequest,
  VendorAdapter,
} from "../../src/vendors/vendor.js";
import { startStub, type StubAct, type StubServer } from "./stub-server.js";

/** A receipt as the suite wants it said, in the vendor's own format. */
export interface SaidReceipt {
  readonly id: string;
  readonly reference: string | null;
  readonly said: "delivered" | "undelivered_for_good" | "undelivered_with_unknown_code";
}

/** What the suite has to know of a vendor to test its adapter. */
export interface ContractFixture {
  readonly adapter: VendorAdapter;
  /** Credentials whose every value is a secret. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly accepted: (ids: readonly string[]) => StubAct;
  readonly refusals: readonly { act: StubAct; failureClass: FailureClass; retryAfterMs?: number }[];
  /** A refusal that carries this text as its explanation. */
  readonly refusalSaying: (text: string) => StubAct;
  /** A refusal with a code that is in no table. */
  readonly refusalWithUnknownCode: StubAct;
  /**
   * One call with these receipts, signed at this time; how many fit into one call is up to the
   * vendor.
   */
  readonly callback: (receipts: readonly SaidReceipt[], at: Date) => CallbackRequest;
  readonly receiptsPerCallMax: number;
}

const message: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode Anda 493817. Jangan bagikan.",
  subject: null,
  code: "493817",
  locale: "id",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

/** The suite that every adapter passes, against a server that answers whatever it is told. */
export function vendorContract(fixture: ContractFixture): void {
  describe(`the adapter "${fixture.adapter.name}"`, () => {
    sending(fixture);
    callbacks(fixture);
    accounts(fixture);
  });
}

function accountAt(fixture: ContractFixture, baseUrl: string): OpenAccount {
  return {
    accountId: "account-1",
    baseUrl,
    credentials: fixture.credentials,
    callbackUrl: "http://127.0.0.1:1/callbacks/account-1",
    vendor: fixture.adapter.name,
  };
}

function sending(fixture: ContractFixture): void {
  let stub: StubServer;
  let network: ClosableHttpClient;
  // Adapters wait for seconds; the suite does not.
  const hasty: HttpClient = {
    request: (request) =>
      network.request({ ...request, timeoutMs: stub.act === "hang" ? 100 : request.timeoutMs }),
  };
  const sendTo = async (act: StubAct, changes: Partial<SendRequest> = {}): Promise<SendOutcome> => {
    stub.act = act;
    stub.requests.length = 0;
    const account = accountAt(fixture, `${stub.url}/v/vendor`);
    return fixture.adapter.send({ ...message, ...changes }, account, hasty);
  };

  beforeAll(async () => {
    stub = await startStub("hang");
    network = undiciHttpClient();
  });
  afterAll(async () => {
    await network.close();
    await stub.close();
  });

  it("takes an acceptance with one id per part", async () => {
    const outcome = await sendTo(fixture.accepted(["id-1", "id-2"]));

    expect(outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["id-1", "id-2"] });
    expect(stub.requests).toHaveLength(1);
    expect(stub.requests[0]?.body).toContain(message.reference);
  });

  it("says for every refusal of its tables whose fault it is, and charges nothing", async () => {
    for (const { act, failureClass, retryAfterMs } of fixture.refusals) {
      const outcome = await sendTo(act);

      expect(outcome).toMatchObject({ kind: "rejected", failureClass, charged: "no" });
      expect(outcome).toMatchObject({ retryAfterMs: retryAfterMs ?? null });
    }
  });

  it("does not know the outcome when no whole answer comes", async () => {
    for (const act of ["hang", "reset", "close_in_body"] as const) {
      expect(await sendTo(act)).toMatchObject({ kind: "unknown", charged: "maybe" });
    }
  });

  it("knows that nothing was sent when the connection is refused", async () => {
    const nobody = accountAt(fixture, "http://127.0.0.1:1/v/vendor");
    const outcome = await fixture.adapter.send(message, nobody, hasty);

    expect(outcome).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
      charged: "no",
    });
  });

  it.each([
    ["an error without a word", { status: 500, body: "" }],
    ["a bad gateway", { status: 502, body: "<html>bad gateway</html>" }],
    ["a gateway's time-out", { status: 504, body: "" }],
    ["success that is no JSON", { status: 200, body: "<html>OK</html>" }],
    ["success that is cut off", { status: 202, body: '{"messages":[{"id":"a' }],
    ["success without ids", { status: 202, body: "{}" }],
    ["success that is null", { status: 202, body: "null" }],
    ["an empty success", { status: 202, body: "" }],
    ["a huge success", { status: 202, body: `{"x":"${"x".repeat(2_000_000)}"}` }],
    ["a redirect", { status: 302, body: "", headers: { location: "/elsewhere" } }],
    ["a redirect that keeps the method", { status: 307, body: "", headers: { location: "/e" } }],
  ])("does not know the outcome of %s, and asks nobody else", async (_, act) => {
    expect(await sendTo(act)).toMatchObject({ kind: "unknown", charged: "maybe" });
    expect(stub.requests).toHaveLength(1);
  });

  it("does not know the outcome of a code that is in no table, and keeps the code", async () => {
    const outcome = await sendTo(fixture.refusalWithUnknownCode);

    expect(outcome).toMatchObject({ kind: "unknown", vendorCode: expect.stringMatching(/./) });
  });

  it("keeps numbers, codes and credentials out of the vendor's words", async () => {
    const secrets = [message.to, message.code, message.text, ...Object.values(fixture.credentials)];
    const digits = "sent 62 812-3456-7890 to a.b@example.org with 493817";
    for (const secret of [...secrets, digits, "word ".repeat(5000)]) {
      const outcome = await sendTo(fixture.refusalSaying(`${secret} is bad`));
      const text = JSON.stringify(outcome);

      expect(outcome.kind).toBe("rejected");
      expect(secrets.filter((one) => text.includes(one))).toEqual([]);
      expect(text).not.toMatch(/7890|example\.org|493817/);
      expect(text.length).toBeLessThan(500);
    }
  });

  it("hands over texts with quotes, line breaks and other scripts as they are", async () => {
    const text = `"${message.code}"\n\\ код – 验证码 😀`;
    await sendTo(fixture.accepted(["id-1"]), { text });
    const sent = stub.requests[0]?.body ?? "";

    expect(sent.includes("😀") || decodeURIComponent(sent).includes("😀")).toBe(true);
    expect(stub.requests).toHaveLength(1);
  });
}

const at = new Date("2026-01-02T03:04:05Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

function callbacks(fixture: ContractFixture): void {
  const account = accountAt(fixture, "http://127.0.0.1:1");
  const good = (): CallbackRequest =>
    fixture.callback([{ id: "id-1", reference: "ref-one", said: "delivered" }], at);
  const read = (request: CallbackRequest) => fixture.adapter.readCallback(request, account);
  const reasonOf = (request: CallbackRequest) => {
    const result = read(request);
    return result.kind === "refused" ? result.reason : result.kind;
  };

  it("reads a receipt that is signed and fresh", () => {
    const result = read(good());

    expect(result).toMatchObject({
      kind: "verified",
      receipts: [{ vendorMessageId: "id-1", reference: "ref-one", status: "DELIVERED" }],
      answer: { status: 200 },
    });
  });

  it("gives a loss its class, and an unmapped code OUTCOME_UNKNOWN with a flag", () => {
    const receipts = [
      { id: "a", reference: null, said: "undelivered_for_good" },
      { id: "b", reference: null, said: "undelivered_with_unknown_code" },
    ] as const;
    const results = receipts.map((receipt) => read(fixture.callback([receipt], at)));

    expect(results).toMatchObject([
      { receipts: [{ failureClass: "RECIPIENT_PERMANENT", isCodeKnown: true, reference: null }] },
      { receipts: [{ failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false }] },
    ]);
  });

  it("reads as many receipts as one call may hold", () => {
    const many = Array.from({ length: fixture.receiptsPerCallMax }, (_, index) => ({
      id: `id-${index}`,
      reference: null,
      said: "delivered" as const,
    }));
    const result = read(fixture.callback(many, at));

    expect(result.kind === "verified" && result.receipts.map((one) => one.vendorMessageId)).toEqual(
      many.map((one) => one.id),
    );
  });

  it("refuses a body of which one byte was changed, wherever it is", () => {
    const { body } = good();
    for (let index = 0; index < body.length; index += 1) {
      const tampered = Buffer.from(body);
      tampered[index] = (tampered[index] ?? 0) ^ 1;

      expect(reasonOf({ ...good(), body: tampered })).toBe("bad_signature");
    }
  });

  it("refuses a call without its headers, with odd ones, and one for another account", () => {
    expect(reasonOf({ ...good(), headers: {} })).toBe("bad_signature");
    const odd = Object.fromEntries(Object.keys(good().headers).map((name) => [name, "§"]));
    expect(reasonOf({ ...good(), headers: odd })).toBe("bad_signature");
    const others = Object.fromEntries(
      Object.entries(fixture.credentials).map(([name, value]) => [name, `${value}x`]),
    );
    const result = fixture.adapter.readCallback(good(), { ...account, credentials: others });
    expect(result).toMatchObject({ kind: "refused", reason: "bad_signature" });
  });

  it("refuses everything for an account without a secret", () => {
    const result = fixture.adapter.readCallback(good(), { ...account, credentials: {} });

    expect(result).toMatchObject({ kind: "refused", reason: "bad_signature" });
  });

  it("refuses a call that is more than five minutes old, or from the future", () => {
    const received = (seconds: number) => reasonOf({ ...good(), receivedAt: later(seconds) });

    expect([received(290), received(-290)]).toEqual(["verified", "verified"]);
    expect([received(310), received(-310), received(86_400)]).toEqual(["stale", "stale", "stale"]);
  });

  it("answers refusals so that the vendor notices", () => {
    const result = read({ ...good(), headers: {} });

    expect(result.answer.status).toBeGreaterThanOrEqual(400);
    expect(result.answer.status).toBeLessThan(500);
  });
}

function accounts(fixture: ContractFixture): void {
  let network: ClosableHttpClient;
  beforeEach(() => {
    network = undiciHttpClient({ connectTimeoutMs: 500 });
    return () => network.close();
  });

  it("says of an account it cannot reach that it does not work, naming no secret", async () => {
    const account = accountAt(fixture, "http://127.0.0.1:1/v/vendor");
    const result = await fixture.adapter.checkAccount(account, network);

    expect(result.ok).toBe(false);
    for (const secret of Object.values(fixture.credentials)) {
      expect(result.message).not.toContain(secret);
    }
  });

  it("says of an account that the vendor refuses that it does not work", async () => {
    const stub = await startStub({ status: 401, body: "{}" });
    const result = await fixture.adapter.checkAccount(accountAt(fixture, stub.url), network);
    await stub.close();

    expect(result.ok).toBe(false);
  });

  it("declares limits that the engine can work with", () => {
    const { capabilities } = fixture.adapter;

    expect(capabilities.channels.length).toBeGreaterThan(0);
    expect(capabilities.timeoutMs).toBeGreaterThan(0);
    expect(capabilities.timeoutMs).toBeLessThanOrEqual(30_000);
    expect(capabilities.receiptHorizonSec).toBeLessThanOrEqual(72 * 3600);
    expect(Object.keys(fixture.credentials).toSorted()).toEqual(
      capabilities.credentialNames.toSorted(),
    );
  });
}
