import fc from "fast-check";
import { expect, test } from "vitest";
import { codeIn } from "../../../src/dashboard/widget/code-in.js";

const looks = fc.record({ length: fc.integer({ min: 4, max: 10 }), isDigits: fc.boolean() });

test("what is taken fits the code, and is taken again as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), looks, (text, look) => {
      const code = codeIn(text, look);
      expect(code).toMatch(look.isDigits ? /^[0-9]*$/ : /^[A-Z0-9]*$/);
      expect(code.length).toBeLessThanOrEqual(look.length);
      expect(codeIn(code, look)).toBe(code);
    }),
  );
});
