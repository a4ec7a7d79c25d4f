import fc from "fast-check";
import { expect, it } from "vitest";
import { formBody } from "../../src/vendors/form-body.js";

it("a form reads as it was given, lone halves of characters apart", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.dictionary(text, text, { maxKeys: 4 }), (fields) => {
      const read = [...new URLSearchParams(formBody(fields))];

      expect(read).toEqual([...new URLSearchParams(new URLSearchParams(fields).toString())]);
    }),
  );
  expect(formBody({ a: "x\ud83d y", b: "&=+%" })).toBe("a=x%EF%BF%BD+y&b=%26%3D%2B%25");
});
