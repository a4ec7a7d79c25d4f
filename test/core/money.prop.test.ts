import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  convert,
  divideHalfEven,
  formatMicros,
  microsMax,
  parseMicros,
} from "../../src/core/money.js";

const amounts = fc.bigInt({ min: -microsMax, max: microsMax });

describe("money", () => {
  it("comes back the same from its text", () => {
    fc.assert(
      fc.property(amounts, (micros) => {
        expect(parseMicros(formatMicros(micros))).toBe(micros);
      }),
    );
  });

  it("is at most half a micro-unit off after a division, and even when exactly half", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 10n ** 12n }), (dividend, divisor) => {
        const quotient = divideHalfEven(dividend, divisor);
        const twiceOff = 2n * (dividend - quotient * divisor);
        const magnitude = twiceOff < 0n ? -twiceOff : twiceOff;

        expect(magnitude <= divisor).toBe(true);
        expect(magnitude === divisor && quotient % 2n !== 0n).toBe(false);
      }),
    );
  });

  it("converts an amount and its negative alike, and at rate 1 not at all", () => {
    const rates = fc.bigInt({ min: 1n, max: 10n ** 11n }).map(formatMicros);
    fc.assert(
      fc.property(amounts, rates, (micros, rate) => {
        expect(convert(-micros, rate)).toBe(-convert(micros, rate));
        expect(convert(micros, "1")).toBe(micros);
      }),
    );
  });

  it("never reads a text that it would not write so, trailing zeros aside", () => {
    const texts = fc.stringMatching(/^[-+]?[0-9.e]{1,16}$/);
    fc.assert(
      fc.property(texts, (text) => {
        const micros = parseMicros(text);
        const trimmed = (t: string) => (t.includes(".") ? t.replace(/\.?0+$/, "") : t);

        expect(micros === null || trimmed(formatMicros(micros)) === trimmed(text)).toBe(true);
      }),
    );
  });
});
