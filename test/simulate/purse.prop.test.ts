import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Purse } from "../../src/simulate/purse.js";

const price = fc.nat({ max: 400_000 });
const step = fc.record({ price, atSec: fc.nat({ max: 500 }), isBilled: fc.boolean() });

describe("a purse", () => {
  it("never spends more in a period than its limit, when every hold fitted", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const purse = new Purse({ amount: 1, period_s: 100 });
        const held = steps
          .filter((one) => purse.fits(one.price, one.atSec))
          .map((one) => {
            // Taken only while it still fits beside those that were taken since.
            const fits = purse.fits(one.price, one.atSec);
            return fits ? { ...one, period: purse.hold(one.price, one.atSec) } : null;
          });
        for (const one of held.filter((hold) => hold !== null)) {
          if (one.isBilled) {
            purse.charge(one.price, one.period);
          } else {
            purse.release(one.price, one.period);
          }
        }

        expect(purse.overspentMicros).toBe(0);
        expect(purse.facts(0)?.usedMicros).toBeLessThanOrEqual(1_000_000);
      }),
    );
  });

  it("counts a hold until it is released, and in its own period", () => {
    const purse = new Purse({ amount: 1, period_s: 100 });
    const period = purse.hold(700_000, 99);

    expect(purse.fits(400_000, 50)).toBe(false);
    expect(purse.fits(400_000, 100)).toBe(true);
    purse.release(700_000, period);
    expect(purse.fits(400_000, 50)).toBe(true);
    expect(purse.facts(250)).toEqual({ usedMicros: 0, limitMicros: 1_000_000, endSec: 300 });
  });

  it("without a budget takes everything", () => {
    const purse = new Purse(null);

    expect([purse.fits(1e12, 5), purse.facts(5)]).toEqual([true, null]);
  });
});
