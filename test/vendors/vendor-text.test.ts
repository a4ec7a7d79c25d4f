import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vendorText } from "../../src/vendors/vendor-text.js";

describe("a vendor's own words", () => {
  it("stay as they are when they hold nothing of the recipient", () => {
    expect(vendorText("Route not allowed (code 42)")).toBe("Route not allowed (code 42)");
  });

  it.each([
    ["number +62 812-3456-7890 is bad", "number […] is bad"],
    ["no mailbox ani@example.org here", "no mailbox […] here"],
    ["wrong code 493817!", "wrong code […]!"],
    ["token abcdefghijklmnopqrstuvwxyz0 expired", "token […] expired"],
    ["two\r\nlines\u0000", "two lines"],
  ])("lose numbers, addresses, codes, tokens and control characters: %j", (text, clean) => {
    expect(vendorText(text)).toBe(clean);
  });

  it("lose the secrets that they are told of", () => {
    expect(vendorText("code A7KQ is wrong", ["A7KQ", ""])).toBe("code […] is wrong");
  });

  it("are null when there are none", () => {
    expect([vendorText(""), vendorText(null), vendorText({ a: 1 })]).toEqual([null, null, null]);
  });

  it("are never longer than 200 characters and never hold four digits in a row", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme", maxLength: 3000 }),
          fc.stringMatching(/^[0-9 +@.a-z]{0,300}$/),
        ),
        (text) => {
          const clean = vendorText(text) ?? "";

          expect(clean.length).toBeLessThanOrEqual(200);
          expect(clean).not.toMatch(/[0-9]{4}/);
        },
      ),
    );
  });
});
