import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, type HoldOption, type PeriodState } from "../../../src/core/ledger/admit.js";

function period(key: string, over: Partial<PeriodState> = {}): PeriodState {
  return { key, limitMicros: 100n, spentMicros: 0n, heldMicros: 0n, onExhausted: "BLOCK", ...over };
}

function periods(...list: readonly PeriodState[]): ReadonlyMap<string, PeriodState> {
  return new Map(list.map((one) => [one.key, one]));
}

function option(amountMicros: bigint, ...periodKeys: readonly string[]): HoldOption {
  return { amountMicros, periodKeys };
}

describe("admission against budgets", () => {
  it("starts exactly as many attempts as there is room for, in arrival order", () => {
    const requests = Array.from({ length: 200 }, () => ({ options: [option(5n, "day")] }));

    const { results, holds } = admit(periods(period("day")), requests);

    expect(results.slice(0, 20)).toEqual(Array(20).fill({ kind: "admitted", option: 0 }));
    expect(results.slice(20)).toEqual(Array(180).fill({ kind: "refused", periodKey: "day" }));
    expect(holds).toEqual(new Map([["day", 100n]]));
  });

  it("counts what is spent and what is held", () => {
    const day = period("day", { spentMicros: 60n, heldMicros: 35n });

    expect(admit(periods(day), [{ options: [option(5n, "day")] }]).results[0]?.kind).toBe(
      "admitted",
    );
    expect(admit(periods(day), [{ options: [option(6n, "day")] }]).results[0]?.kind).toBe(
      "refused",
    );
  });

  it("takes nothing from any period for an attempt that does not fit one", () => {
    const tight = periods(period("day"), period("country", { limitMicros: 10n }));
    const { results, holds } = admit(tight, [
      { options: [option(11n, "day", "country")] },
      { options: [option(10n, "day", "country")] },
    ]);

    expect(results).toEqual([
      { kind: "refused", periodKey: "country" },
      { kind: "admitted", option: 0 },
    ]);
    expect(holds).toEqual(
      new Map([
        ["day", 10n],
        ["country", 10n],
      ]),
    );
  });

  it("never refuses for ALERT_ONLY, and still holds there", () => {
    const loose = periods(period("day", { spentMicros: 500n, onExhausted: "ALERT_ONLY" }));

    expect(admit(loose, [{ options: [option(7n, "day")] }])).toEqual({
      results: [{ kind: "admitted", option: 0 }],
      holds: new Map([["day", 7n]]),
    });
  });

  it("tries the cheaper options where every refusing period says so", () => {
    const cheap = periods(period("day", { limitMicros: 6n, onExhausted: "CHEAPER_STEPS_ONLY" }));
    const options = [option(10n, "day"), option(8n, "day"), option(6n, "day"), option(1n, "day")];

    expect(admit(cheap, [{ options }]).results).toEqual([{ kind: "admitted", option: 2 }]);
  });

  it("tries nothing else when one of the refusing periods blocks, and names that one", () => {
    const mixed = periods(
      period("day", { limitMicros: 6n, onExhausted: "CHEAPER_STEPS_ONLY" }),
      period("plan", { limitMicros: 6n }),
    );
    const options = [option(10n, "day", "plan"), option(1n, "day", "plan")];

    expect(admit(mixed, [{ options }]).results).toEqual([{ kind: "refused", periodKey: "plan" }]);
  });

  it("refuses when no option fits", () => {
    const cheap = periods(period("day", { limitMicros: 1n, onExhausted: "CHEAPER_STEPS_ONLY" }));
    const options = [option(10n, "day"), option(2n, "day")];

    expect(admit(cheap, [{ options }])).toEqual({
      results: [{ kind: "refused", periodKey: "day" }],
      holds: new Map(),
    });
  });

  it("admits what is free even where a budget is overrun", () => {
    const over = periods(period("day", { spentMicros: 101n }));

    expect(admit(over, [{ options: [option(0n, "day")] }])).toEqual({
      results: [{ kind: "admitted", option: 0 }],
      holds: new Map(),
    });
  });

  it("calls a period that was not locked a bug", () => {
    expect(() => admit(periods(), [{ options: [option(1n, "day")] }])).toThrow("was not locked");
  });

  const keys = ["a", "b", "c"];
  const somePeriods = fc
    .tuple(
      ...keys.map((key) =>
        fc.record({
          key: fc.constant(key),
          limitMicros: fc.bigInt(0n, 60n),
          spentMicros: fc.bigInt(0n, 40n),
          heldMicros: fc.bigInt(0n, 40n),
          onExhausted: fc.constantFrom("BLOCK", "CHEAPER_STEPS_ONLY", "ALERT_ONLY" as const),
        }),
      ),
    )
    .map((list) => periods(...list));
  const someRequests = fc.array(
    fc.record({
      options: fc.array(
        fc.record({ amountMicros: fc.bigInt(0n, 20n), periodKeys: fc.subarray(keys) }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 20 },
  );

  it("never holds beyond a limit, and holds exactly the sum of what it admitted", () => {
    fc.assert(
      fc.property(somePeriods, someRequests, (state, requests) => {
        const { results, holds } = admit(state, requests);
        const sums = new Map<string, bigint>();
        for (const [index, result] of results.entries()) {
          const admitted =
            result.kind === "admitted" ? requests[index]?.options[result.option] : undefined;
          for (const key of admitted?.periodKeys ?? []) {
            sums.set(key, (sums.get(key) ?? 0n) + (admitted?.amountMicros ?? 0n));
          }
        }
        for (const one of state.values()) {
          const held = holds.get(one.key) ?? 0n;
          expect(held).toBe(sums.get(one.key) ?? 0n);
          const fits = one.spentMicros + one.heldMicros + held <= one.limitMicros;
          expect(fits || held === 0n || one.onExhausted === "ALERT_ONLY").toBe(true);
        }
      }),
    );
  });
});
