import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  NumberCheckFailure,
  NumberCheckResult,
} from "../../../src/core/checks/number-facts.js";
import { checkList } from "../../../src/manage/checks/check-list.js";
import type { CheckPorts, NumberCheckRow } from "../../../src/manage/checks/ports.js";
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
      keepChecks: (_: unknown, rows: readonly NumberCheckRow[]) => {
        kept.push(...rows);
        return Promise.resolve();
      },
      dearestCheck: () => Promise.resolve(null),
    },
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
    keyring: {
      open: (_: unknown, __: unknown, sealed: Buffer) => sealed,
      recipientIndex: (_: string, value: string) => Buffer.from(value.padEnd(32, "-")),
    },
  } as unknown as CheckPorts;
  return { ports, kept, asked: () => asked };
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
          priceEachMicros: 8_000n,
        };
        let spent = 0n;
        let told = 0;
        const list = checkList(ports, viewer, { inputs, defaultCountry: null, lookUp }, now);
        for await (const part of list) {
          if (!part.ok) {
            throw new Error(part.rule);
          }
          spent += part.value.spentMicros;
          told += part.value.asked;
        }
        expect(spent).toBeLessThanOrEqual(maxCostMicros);
        expect(told).toBe(asked());
        expect(asked()).toBeLessThanOrEqual(numbers);
        // Nothing is left unasked that there was room for, beside the most that four others under
        // way might have cost.
        expect(asked() === numbers || spent + 5n * 8_000n > maxCostMicros).toBe(true);
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
      priceEachMicros: 8_000n,
    };
    for await (const part of checkList(
      ports,
      viewer,
      { inputs, defaultCountry: null, lookUp },
      now,
    )) {
      const reasons = part.ok ? part.value.verdicts.flatMap((verdict) => verdict.reasons) : [];
      expect(reasons).toHaveLength(50);
      expect(reasons.at(-1)?.phrase).toBe("checkLookUpStopped");
      expect(part).toMatchObject({ ok: true, value: { spentMicros: 0n } });
    }
    expect(asked()).toBeLessThanOrEqual(5);
  });
});
