import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertFacts } from "../../../src/core/alert.js";
import { isAlertOver, quietUseMax, thresholdsCrossed } from "../../../src/core/ledger/alerts.js";

const use = (spentMicros: bigint, heldMicros = 0n) => ({ spentMicros, heldMicros });

describe("budget thresholds", () => {
  it("are crossed when spent and held together reach them", () => {
    expect(thresholdsCrossed(100n, [0.5, 0.8, 1], use(40n), use(40n, 9n))).toEqual([]);
    expect(thresholdsCrossed(100n, [0.5, 0.8, 1], use(40n), use(40n, 10n))).toEqual([0.5]);
  });

  it("are told lowest first when one change crosses several", () => {
    expect(thresholdsCrossed(100n, [1, 0.5, 0.8, 0.5], use(0n), use(120n))).toEqual([0.5, 0.8, 1]);
  });

  it("are not crossed by falling, nor twice by rising further", () => {
    expect(thresholdsCrossed(100n, [0.5], use(60n), use(40n))).toEqual([]);
    expect(thresholdsCrossed(100n, [0.5], use(60n), use(70n))).toEqual([]);
  });

  it("are exact at amounts beyond what a number can hold", () => {
    const limit = 900_000_000_000_000_001n;

    expect(thresholdsCrossed(limit, [1], use(0n), use(limit - 1n))).toEqual([]);
    expect(thresholdsCrossed(limit, [1], use(limit - 1n), use(limit))).toEqual([1]);
  });

  it("are crossed once over any rising sequence, however it is cut", () => {
    const steps = fc.array(fc.bigInt(0n, 40n), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (rises) => {
        let spent = 0n;
        const crossed: number[] = [];
        for (const rise of rises) {
          crossed.push(...thresholdsCrossed(100n, [0.25, 0.5, 1], use(spent), use(spent + rise)));
          spent += rise;
        }
        expect(crossed).toEqual(thresholdsCrossed(100n, [0.25, 0.5, 1], use(0n), use(spent)));
      }),
    );
  });
});

describe("the use up to which a budget has nothing to tell", () => {
  it("ends short of the next threshold, or at the limit", () => {
    expect(quietUseMax(100n, [0.5, 0.8], use(40n))).toBe(49n);
    expect(quietUseMax(100n, [0.5, 0.8], use(40n, 10n))).toBe(79n);
    expect(quietUseMax(100n, [0.5, 0.8], use(80n))).toBe(100n);
    expect(quietUseMax(100n, [1], use(80n))).toBe(99n);
  });

  it("does not exist where the limit is passed", () => {
    expect(quietUseMax(100n, [0.5], use(101n))).toBeNull();
  });

  it("crosses nothing up to there, and something one further on", () => {
    const fractions = fc.array(fc.integer({ min: 1, max: 1_200_000 }), { maxLength: 4 });
    const amounts = fc.tuple(fc.bigInt(1n, 3_000_000n), fc.bigInt(0n, 3_000_000n));
    fc.assert(
      fc.property(amounts, fractions, ([limit, used], millionths) => {
        const alertAt = millionths.map((one) => one / 1_000_000);
        const most = quietUseMax(limit, alertAt, use(used));
        fc.pre(most !== null);

        expect(most).toBeGreaterThanOrEqual(used);
        expect(most).toBeLessThanOrEqual(limit);
        expect(thresholdsCrossed(limit, alertAt, use(used), use(most))).toEqual([]);
        const isTold = thresholdsCrossed(limit, alertAt, use(used), use(most + 1n)).length > 0;
        expect(isTold || most === limit).toBe(true);
      }),
    );
  });
});

describe("an alert about a budget that is changed", () => {
  const budget = { scope: "TENANT", of: null, period: "DAY", currency: "USD" } as const;
  const words = { ...budget, limitMicros: "100", spentMicros: "80" };
  const half: AlertFacts = { kind: "BUDGET_THRESHOLD", fraction: 0.5, ...words };
  const exhausted: AlertFacts = { kind: "BUDGET_EXHAUSTED", ...words };
  const to = (limitMicros: bigint, alertAt = [0.5], isAsked = true) => ({
    limitMicros,
    alertAt,
    onExhausted: isAsked ? ("BLOCK" as const) : ("ALERT_ONLY" as const),
  });

  it("is over when its threshold is not passed any more, or nobody asks for it", () => {
    expect(isAlertOver(half, 100n, to(160n), use(50n, 30n))).toBe(false);
    expect(isAlertOver(half, 100n, to(161n), use(50n, 30n))).toBe(true);
    expect(isAlertOver(half, 100n, to(100n, [0.8]), use(80n))).toBe(true);
    expect(isAlertOver(half, 100n, to(50n), use(80n))).toBe(false);
  });

  it("is over when an exhausted budget has more room than it had, however much that is", () => {
    expect(isAlertOver(exhausted, 100n, to(100n), use(95n))).toBe(false);
    expect(isAlertOver(exhausted, 100n, to(99n), use(95n))).toBe(false);
    expect(isAlertOver(exhausted, 100n, to(101n), use(95n))).toBe(true);
    expect(isAlertOver(exhausted, 100n, to(110n), use(100n, 10n))).toBe(false);
  });

  it("is over when an exhausted budget only alerts from now on, and is not passed", () => {
    expect(isAlertOver(exhausted, 100n, to(100n, [], false), use(100n))).toBe(true);
    expect(isAlertOver(exhausted, 100n, to(100n, [], false), use(101n))).toBe(false);
  });

  it("lasts when it is about something else", () => {
    const down = { kind: "VENDOR_DOWN", vendor: "v", channel: "SMS", country: null } as const;
    expect(isAlertOver({ ...down, failures: 5 }, 1n, to(2n), use(0n))).toBe(false);
  });
});
