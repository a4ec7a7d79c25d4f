import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Spread } from "../../src/simulate/spread.js";

describe("a spread", () => {
  it("tells quantiles within a quarter of a percent", () => {
    const value = fc.double({ min: 0.002, max: 100_000, noNaN: true });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), share, (values, quantile) => {
        const spread = new Spread();
        values.forEach((one) => spread.add(one));
        const place = Math.ceil(quantile * values.length) - 1;
        const exact = values.toSorted((one, other) => one - other)[place] ?? 0;

        expect(Math.abs((spread.quantile(quantile) ?? 0) / exact - 1)).toBeLessThan(0.0026);
      }),
    );
  });

  it("of nothing has none", () => {
    expect(new Spread().quantile(0.5)).toBeNull();
  });
});
