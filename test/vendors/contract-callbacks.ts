import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HttpClient } from "../../src/vendors/http-client.js";
import type { CallbackRequest, CallbackResult, OpenAccount } from "../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, Said, SaidReceipt } from "./fixture.js";
import { accountAt, idsOf } from "./sample.js";

const at = new Date("2026-01-02T03:04:05Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const usualPrice = { micros: 34_000n, currency: "USD" };

const noNetwork: HttpClient = {
  request: () => Promise.resolve({ kind: "not_sent", reason: "nobody" }),
};

/** Everything that is asked of `readCallback`, for each kind of callback. */
export function callbacks(fixture: ContractFixture): void {
  const account = accountAt(fixture, "http://127.0.0.1:1");

  for (const one of fixture.callbacks) {
    describe(`a callback ${one.name ?? ""}`, () => {
      const callback = new CallbackTrial(fixture, one, account);
      readings(fixture, one, callback);
      refusals(fixture, one, callback);
      robustness(one, callback);
    });
  }
  handshakes(fixture, account);

  it.runIf(fixture.callbacks.length === 0)("takes no callback at all", async () => {
    const request = { method: "POST", url: "/", headers: {}, body: Buffer.from("{}") };
    const result = await fixture.adapter.readCallback(
      { ...request, receivedAt: at },
      account,
      noNetwork,
    );

    expect(result).toMatchObject({ kind: "refused" });
  });
}

/** Makes calls of one kind and has the adapter read them. */
class CallbackTrial {
  readonly #id: string;

  constructor(
    readonly fixture: ContractFixture,
    readonly one: CallbackCase,
    readonly account: OpenAccount,
  ) {
    this.#id = idsOf(fixture, 1)[0] ?? "";
  }

  get echoes(): boolean {
    return this.one.echoesReference ?? this.fixture.adapter.capabilities.reference === "echoed";
  }

  saying(said: Said, changes: Partial<SaidReceipt> = {}): CallbackRequest {
    const reference = this.echoes ? "ref-one" : null;
    const receipt = { id: this.#id, reference, said, price: null, ...changes };
    return this.one.callback([receipt], at, this.account);
  }

  good(): CallbackRequest {
    return this.saying("delivered");
  }

  async read(request: CallbackRequest, account = this.account): Promise<CallbackResult> {
    return this.fixture.adapter.readCallback(request, account, noNetwork);
  }

  async reasonOf(request: CallbackRequest, account = this.account): Promise<string> {
    const result = await this.read(request, account);
    return result.kind === "refused" ? result.reason : result.kind;
  }
}

function readings(fixture: ContractFixture, one: CallbackCase, trial: CallbackTrial): void {
  const { features } = fixture.adapter.capabilities;
  const canSay = (said: Said) => one.cannotSay?.includes(said) !== true;
  const [id] = idsOf(fixture, 1);

  it("is read when it is signed and fresh", async () => {
    expect(await trial.read(trial.good())).toMatchObject({
      kind: "verified",
      receipts: [
        {
          vendorMessageId: id,
          reference: trial.echoes ? "ref-one" : null,
          status: "DELIVERED",
          failureClass: null,
          isCodeKnown: true,
          isRefund: false,
        },
      ],
      answer: { status: expect.toSatisfy((status: number) => status >= 200 && status < 300) },
    });
  });

  const meanings = {
    read: { status: "READ" },
    accepted_by_carrier: { status: "ACCEPTED_BY_CARRIER" },
    refunded: { isRefund: true },
    undelivered_for_good: {
      failureClass: one.lossClass ?? "RECIPIENT_PERMANENT",
      isCodeKnown: true,
    },
    undelivered_with_unknown_code: { failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false },
    unknown_status: { status: "UNKNOWN", isCodeKnown: false },
  } as const;

  it.each(Object.entries(meanings).filter(([said]) => canSay(said as Said)))(
    "that says %s is understood",
    async (said, meaning) => {
      const result = await trial.read(trial.saying(said as Said));

      expect(result).toMatchObject({ kind: "verified", receipts: [meaning] });
    },
  );

  it("says only what the capability record promises, and all of that", () => {
    const promised: readonly [Said, boolean][] = [
      ["delivered", true],
      ["read", features.includes("READ_RECEIPTS")],
    ];
    const several = fixture.callbacks.length > 1;

    expect(promised.filter(([said, is]) => canSay(said) !== is && !several)).toEqual([]);
  });

  it("tells the price where the vendor does", async () => {
    const price = features.includes("PRICE_IN_RECEIPT") ? (one.price ?? usualPrice) : null;
    const result = await trial.read(trial.saying("delivered", { price }));

    expect(result).toMatchObject({ kind: "verified", receipts: [{ price }] });
  });

  it("brings as many receipts as one call may hold", async () => {
    const ids = idsOf(fixture, one.receiptsPerCallMax);
    const many = ids.map(
      (each): SaidReceipt => ({
        id: each,
        reference: null,
        said: "delivered",
        price: null,
      }),
    );
    const result = await trial.read(one.callback(many, at, trial.account));

    expect(
      result.kind === "verified" && result.receipts.map((each) => each.vendorMessageId),
    ).toEqual(ids);
  });
}

function refusals(fixture: ContractFixture, one: CallbackCase, trial: CallbackTrial): void {
  const withoutProof =
    one.withoutProof ?? ((request: CallbackRequest) => ({ ...request, headers: {} }));

  it("is refused when one covered byte was changed, wherever it is", async () => {
    const good = trial.good();
    const queryAt = good.url.indexOf("?") + 1;
    const bytes = good.body.length > 0 ? good.body : Buffer.from(good.url.slice(queryAt));
    const isCovered = one.isCovered ?? (() => true);
    const covered = [...bytes.keys()].filter((index) => isCovered(index, bytes));
    const tampered = (index: number): CallbackRequest => {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      return good.body.length > 0
        ? { ...good, body: changed }
        : { ...good, url: `${good.url.slice(0, queryAt)}${changed.toString("latin1")}` };
    };
    expect(covered.length > 0 || one.isCovered !== undefined).toBe(true);
    if (covered.length === 0) {
      return;
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...covered), async (index) => {
        expect(await trial.reasonOf(tampered(index))).toBe("bad_signature");
      }),
      { numRuns: 80 },
    );
  });

  it("is refused without its proof, with an odd one, and for another account", async () => {
    expect(await trial.reasonOf(withoutProof(trial.good()))).toBe("bad_signature");
    const odd = Object.fromEntries(Object.keys(trial.good().headers).map((name) => [name, "§"]));
    const oddCall = { ...trial.good(), headers: odd };
    expect(one.withoutProof === undefined ? await trial.reasonOf(oddCall) : "bad_signature").toBe(
      "bad_signature",
    );
    const others = Object.fromEntries(
      Object.entries(fixture.credentials).map(([name, value]) => [name, otherValue(value)]),
    );
    const account = { ...trial.account, credentials: others };
    expect(await trial.reasonOf(trial.good(), account)).toBe("bad_signature");
  });

  it("is refused for an account without secrets", async () => {
    const empty = Object.fromEntries(Object.keys(fixture.credentials).map((name) => [name, ""]));
    for (const credentials of [{}, empty]) {
      const account = { ...trial.account, credentials };

      expect(await trial.reasonOf(trial.good(), account)).toBe("bad_signature");
    }
  });

  it("is refused when its signed time is more than five minutes off", async () => {
    const received = (seconds: number) =>
      trial.reasonOf({ ...trial.good(), receivedAt: later(seconds) });
    const tooOld = one.signsTime ? "stale" : "verified";

    expect([await received(290), await received(-290)]).toEqual(["verified", "verified"]);
    expect([await received(310), await received(86_400)]).toEqual([tooOld, tooOld]);
    expect(await received(-310)).toBe(tooOld);
  });

  it("is answered so that the vendor notices when it is refused", async () => {
    const { answer } = await trial.read(withoutProof(trial.good()));

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
}

/** Another value of the same kind: a key stays one that can be read, a word stays a word. */
function otherValue(value: string): string {
  return value.replace(/[0-9a-z]/gi, (char) =>
    /[0-9]/.test(char) ? String((Number(char) + 1) % 10) : char === "a" ? "b" : char,
  ) === value
    ? `${value}x`
    : value.replace(/[0-9a]/g, (char) => (char === "a" ? "b" : String((Number(char) + 1) % 10)));
}

function robustness(one: CallbackCase, trial: CallbackTrial): void {
  const { proved } = one;
  const isSound = (result: CallbackResult) =>
    result.answer.status >= 200 &&
    result.answer.status < 500 &&
    (result.kind === "refused" ||
      result.receipts.every(
        (each) =>
          (each.vendorMessageId !== null || each.reference !== null) &&
          !Number.isNaN(each.at.getTime()) &&
          // oxlint-disable-next-line no-control-regex
          !/[\u0000-\u001f]/.test(`${each.vendorMessageId}${each.reference}${each.vendorStatus}`),
      ));

  it.runIf(proved !== null)("never breaks on a body that is none, though well signed", async () => {
    const bodies = ["", "{", "null", "[]", "[3]", "3", '"x"', "a=b&a=c", "<a/>", "{}", "[{}]"];
    const results = bodies.map((body) => proved?.(body, at, trial.account));
    for (const request of results) {
      expect(request !== undefined && isSound(await trial.read(request))).toBe(true);
    }
  });

  it.runIf(proved !== null)("is sound with any member missing or odd", async () => {
    const text = trial.good().body.toString();
    const whole = /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : null;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.jsonValue({ maxDepth: 2 }), async (place, odd) => {
        const body =
          whole === null
            ? changedForm(text, place, JSON.stringify(odd))
            : JSON.stringify(changedAt(whole, place, odd));
        const request = proved?.(body, at, trial.account);

        expect(request !== undefined && isSound(await trial.read(request))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
}

/** A copy of a JSON value with its nth part, counted in depth, put in place of another. */
function changedAt(whole: unknown, place: number, odd: unknown): unknown {
  let count = 0;
  JSON.stringify(whole, (_, value: unknown) => {
    count += 1;
    return value;
  });
  let index = -1;
  return JSON.parse(
    JSON.stringify(whole, (_, value: unknown) => {
      index += 1;
      return index === place % count ? (odd ?? null) : value;
    }),
  ) as unknown;
}

function changedForm(text: string, place: number, odd: string): string {
  const form = new URLSearchParams(text);
  const names = [...form.keys()];
  form.set(names[place % Math.max(1, names.length)] ?? "x", odd);
  return form.toString();
}

function handshakes({ adapter, handshake }: ContractFixture, account: OpenAccount): void {
  it.runIf(handshake !== undefined)(
    "answers the vendor's handshake, and nobody else's",
    async () => {
      const [good, bad] = [handshake?.good(account), handshake?.bad(account)];
      if (good === undefined || bad === undefined) {
        throw new Error("a handshake has both");
      }

      expect(await adapter.readCallback(good, account, noNetwork)).toMatchObject({
        kind: "verified",
        receipts: [],
        answer: handshake?.answer ?? {},
      });
      expect(await adapter.readCallback(bad, account, noNetwork)).toMatchObject({
        kind: "refused",
        reason: "bad_signature",
      });
      const unset = { ...account, credentials: {} };
      expect(await adapter.readCallback(good, unset, noNetwork)).toMatchObject({ kind: "refused" });
    },
  );
}
