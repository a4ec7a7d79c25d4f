import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  NumberCheckFailure,
  NumberCheckResult,
} from "../../../src/core/checks/number-facts.js";
import type { CheckPorts, LookUpMoney, NumberCheckRow } from "../../../src/manage/checks/ports.js";
import { checkList } from "../../../src/manage/lists/check-list.js";
import { ownerViewer } from "../../../src/manage/system-viewer.js";

const tenantId = "0190a000-0000-7000-8000-00000000000a";
const viewer = { ...ownerViewer("test", tenantId), tenantId };
const now = () => new Date("2026-06-01T00:00:00Z");

/** Ports over one account, whose vendor answers what it is told to, one after the other. */
function portsWith(results: readonly NumberCheckResult[]) {
  const kept: NumberCheckRow[] = [];
  let asked = 0;
  const account = { id: "acc", tenantId, vendorId: "ven", disconnectedAt: null };
  const ports = {
    checks: {
      findChecks: (_: unknown, indexes: readonly Buffer[]) =>
        Promise.resolve(kept.filter(({ index }) => indexes.some((one) => one.equals(index)))),
      dearestCheck: () => Promise.resolve(null),
    },
    money: {
      hasRate: () => Promise.resolve(true),
      hold: () => Promise.resolve({ kind: "held", refusals: new Map() }),
      settle: (_: unknown, { end, answer }: Parameters<LookUpMoney["settle"]>[1]) => {
        kept.push(...(answer === null ? [] : [answer]));
        return Promise.resolve(costOf(end));
      },
      askedOf: () => Promise.resolve([]),
    },
    pause: () => Promise.resolve(),
    lookUps: {
      reachesOf: () => [],
      ask: () => {
        asked += 1;
        return Promise.resolve(results[(asked - 1) % results.length] as NumberCheckResult);
      },
    },
    mail: { ask: () => Promise.reject(new Error("no mail here")), isDisposable: () => false },
    accounts: {
      ownAccount: () => Promise.resolve({ account, sealedCredentials: Buffer.from("{}") }),
    },
    vendors: {
      vendorsById: () => Promise.resolve([{ id: "ven", slug: "ven", adapter: "x", baseUrl: null }]),
    },
    tenants: { tenantsById: () => Promise.resolve([null]) },
    keyring: {
      open: (_: unknown, __: unknown, sealed: Buffer) => sealed,
      recipientIndex: (_: string, value: string) => Buffer.from(value.padEnd(32, "-")),
    },
  } as unknown as CheckPorts;
  return { ports, kept, asked: () => asked };
}

const eachMicros = 8_000n;

/** What the books would say. */
function costOf(end: NumberCheckResult | "unasked" | null): bigint {
  if (end === null || end === "unasked" || end.kind === "failed") {
    return end === "unasked" || end?.charged === "no" ? 0n : eachMicros;
  }
  return end.price?.micros ?? eachMicros;
}

const answered = (micros: bigint | null): NumberCheckResult => ({
  kind: "checked",
  isValid: true,
  country: null,
  lineType: "MOBILE",
  network: null,
  isPorted: null,
  reachability: "UNKNOWN",
  reasons: [],
  price: micros === null ? null : { micros, currency: "USD" },
});
const failed = (charged: "no" | "maybe"): NumberCheckFailure => ({
  kind: "failed",
  failureClass: "OUTCOME_UNKNOWN",
  charged,
  vendorCode: null,
  vendorText: null,
  retryAfterMs: null,
});

async function* listOf(inputs: readonly string[]): AsyncGenerator<Buffer> {
  yield Buffer.from(inputs.join("\n"));
}

async function linesOf(texts: AsyncIterable<string>): Promise<string[]> {
  let all = "";
  for await (const text of texts) {
    all += text;
  }
  return all.trimEnd().split("\n");
}

const phone = (at: number): string => `+62812${String(10_000_000 + at)}`;

describe("look-ups of a list", () => {
  it("cost no more than maxCost while the vendor bills no more than the price given", async () => {
    const result = fc.oneof(
      fc.bigInt({ min: 0n, max: 8_000n }).map(answered),
      fc.constant(answered(null)),
      fc.constantFrom("no" as const, "maybe" as const).map(failed),
    );
    const cases = fc.record({
      results: fc.array(result, { minLength: 1, maxLength: 12 }),
      numbers: fc.integer({ min: 1, max: 230 }),
      maxCostMicros: fc.bigInt({ min: 0n, max: 1_500_000n }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ results, numbers, maxCostMicros }) => {
        const { ports, asked, kept } = portsWith(results);
        const inputs = Array.from({ length: numbers }, (_, at) => phone(at));
        const lookUp = {
          accountId: "acc",
          maxCostMicros,
          currency: "USD",
          priceEachMicros: eachMicros,
          list: { id: "list", runId: null },
        };
        const tally = { inputsRead: 0, invalid: 0, lookedUp: 0, spentMicros: 0n };
        const bytes = listOf(inputs);
        const list = { bytes, defaultCountry: null, lookUp };
        const lines = await linesOf(checkList(ports, viewer, list, { tally, now }));
        const spent = tally.spentMicros;
        expect(spent).toBeLessThanOrEqual(maxCostMicros);
        expect(tally.lookedUp).toBe(asked());
        expect(asked()).toBeLessThanOrEqual(numbers);
        expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(inputs);
        // Nothing is left unasked that there was room for.
        expect(asked() === numbers || spent + eachMicros > maxCostMicros).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(asked());
      }),
      { numRuns: 40 },
    );
  });

  it("end with the refusal that the next would get as well", async () => {
    const refusal = { ...failed("no"), failureClass: "ACCOUNT" as const };
    const { ports, asked } = portsWith([refusal]);
    const inputs = Array.from({ length: 50 }, (_, at) => phone(at));
    const lookUp = {
      accountId: "acc",
      maxCostMicros: 10_000_000n,
      currency: "USD",
      priceEachMicros: eachMicros,
      list: { id: "list", runId: null },
    };
    const tally = { inputsRead: 0, invalid: 0, lookedUp: 0, spentMicros: 0n };
    const list = { bytes: listOf(inputs), defaultCountry: null, lookUp };
    const lines = await linesOf(checkList(ports, viewer, list, { tally, now }));

    expect(lines.filter((line) => line.endsWith(",FAILED")).length).toBe(asked());
    expect(lines.filter((line) => line.endsWith(",STOPPED")).length).toBe(50 - asked());
    expect(tally.spentMicros).toBe(0n);
    expect(asked()).toBeLessThanOrEqual(5);
  });
});
