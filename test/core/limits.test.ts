import { describe, expect, it } from "vitest";
import { checkRange, checkText, hasControlCharacters, isKey } from "../../src/core/limits.js";

describe("checkText", () => {
  it("takes what fits, counting characters and not code units", () => {
    expect(checkText("abc", ["name"], 3)).toBeNull();
    expect(checkText("🔑🔑🔑", ["name"], 3)).toBeNull();
    expect(checkText("", ["name"], 3)).toBeNull();
  });

  it("names the limit of a text that is too long", () => {
    expect(checkText("🔑🔑🔑🔑", ["name"], 3)).toMatchObject({
      code: "TOO_LONG",
      field: ["name"],
      params: { max: 3 },
    });
    expect(checkText("a".repeat(10_000_000), ["name"], 3)?.code).toBe("TOO_LONG");
  });

  it.each(["a\u0000", "a\nb", "\u007f", "\u0085", "\ud800", "\t"])(
    "refuses control characters and broken pairs in %j",
    (text) => {
      expect(checkText(text, ["name"], 10)?.code).toBe("INVALID_TEXT");
    },
  );

  it("refuses nothing but white space where something must be given", () => {
    expect(checkText("  ", ["name"], 10, 1)?.code).toBe("INVALID_TEXT");
    expect(checkText("", ["name"], 10, 1)?.code).toBe("INVALID_TEXT");
    expect(checkText(" a ", ["name"], 10, 1)).toBeNull();
  });
});

describe("hasControlCharacters", () => {
  it("lets line breaks pass where they are allowed, and nothing else", () => {
    expect(hasControlCharacters("a\r\nb", true)).toBe(false);
    expect(hasControlCharacters("a\tb", true)).toBe(true);
    expect(hasControlCharacters("a\u0000b", true)).toBe(true);
    expect(hasControlCharacters("a\udc00b", true)).toBe(true);
  });
});

describe("checkRange", () => {
  it("takes whole numbers from end to end", () => {
    const range = { min: 3, max: 600 };
    expect([3, 600].map((value) => checkRange(value, ["waitSec"], range))).toEqual([null, null]);
    for (const value of [2, 601, -1, 3.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(checkRange(value, ["waitSec"], range)).toMatchObject({
        code: "OUT_OF_RANGE",
        params: range,
      });
    }
  });
});

describe("isKey", () => {
  it("takes small letters, digits and hyphens after a letter, 63 in all", () => {
    expect(["login", "a", "a-1", `a${"b".repeat(62)}`].every(isKey)).toBe(true);
    expect(["", "1a", "-a", "A", "a_b", "a b", "a\n", `a${"b".repeat(63)}`].some(isKey)).toBe(
      false,
    );
  });
});
