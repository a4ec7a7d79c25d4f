import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskEmail, parseEmail } from "../../src/core/email.js";
import { networkOf } from "../../src/core/network.js";
import { maskPhone, parsePhone } from "../../src/core/phone.js";

const typed = fc.string({
  unit: fc.constantFrom(...Array.from("+0123456789 -()•٣x")),
  maxLength: 20,
});
const defaults = fc.constantFrom(null, "ID", "US", "DE", "GB", "ZZ");
const mobiles = fc
  .tuple(fc.constantFrom("+62812", "+4915", "+23480", "+5511991"), fc.nat(999_999_999))
  .map(([start, rest]) => `${start}${rest}`);

describe("parsePhone", () => {
  it("never throws, and what it reads it reads again as the same", () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string(), mobiles), defaults, (text, country) => {
        const result = parsePhone(text, country);
        const again = result.ok ? parsePhone(result.value.e164, result.value.country) : result;

        expect(again).toEqual(result);
      }),
    );
  });

  it("reads no masked number, whatever is hidden", () => {
    fc.assert(
      fc.property(mobiles, defaults, (e164, country) => {
        expect(parsePhone(maskPhone(e164), country).ok).toBe(false);
        expect(networkOf(e164)?.mcc ?? "000").toMatch(/^\d{3}$/);
      }),
    );
  });
});

describe("parseEmail", () => {
  it("never throws, and what it reads it reads again as the same, and never masked", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        const result = parseEmail(text);
        const again = result.ok ? parseEmail(result.value) : result;

        expect(again).toEqual(result);
        expect(parseEmail(maskEmail(text)).ok).toBe(false);
      }),
    );
  });
});
