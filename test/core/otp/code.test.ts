import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesForCode,
  checkOwnCode,
  codeFromBytes,
  normalizeCode,
} from "../../../src/core/otp/code.js";
import { messageOf } from "../../../src/core/errors.js";

const digits = { length: 6, alphabet: "DIGITS" } as const;
const letters = { length: 6, alphabet: "ALPHANUMERIC" } as const;

describe("codeFromBytes", () => {
  it("gives every symbol the same number of byte values", () => {
    for (const policy of [digits, letters]) {
      const counts = new Map<string, number>();
      for (let byte = 0; byte < 256; byte += 1) {
        const symbol = codeFromBytes({ ...policy, length: 1 }, Uint8Array.of(byte)) ?? "none";
        counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
      }
      counts.delete("none");

      expect(new Set(counts.values()).size).toBe(1);
      expect(counts.size).toBe(policy === digits ? 10 : 31);
    }
  });

  it("skips bytes that would make low digits likelier", () => {
    expect(codeFromBytes({ ...digits, length: 4 }, Uint8Array.of(255, 1, 250, 12, 249, 0))).toBe(
      "1290",
    );
  });

  it("asks for more bytes when too few were of use", () => {
    expect(codeFromBytes(digits, Uint8Array.of(1, 2, 3, 4, 5))).toBeNull();
    expect(codeFromBytes(digits, new Uint8Array(bytesForCode(digits)).fill(255))).toBeNull();
  });

  it("leaves out characters that people mistake for each other", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), (bytes) => {
        expect(codeFromBytes(letters, bytes) ?? "").toMatch(/^[^01ILOilo]*$/);
      }),
    );
  });
});

describe("normalizeCode", () => {
  it.each([
    ["123456", "123456"],
    [" 123 456 ", "123456"],
    ["123-456", "123456"],
    ["12–34—56", "123456"],
    ["１２３４５６", "123456"],
    ["١٢٣٤٥٦", "123456"],
    ["۱۲۳۴۵۶", "123456"],
    ["१२३४५६", "123456"],
    ["123\u200b456\u00a0", "123456"],
    ["12a456", "12a456"],
    ["", ""],
  ])("reads %j as %j", (typed, code) => {
    expect(normalizeCode(typed, "DIGITS")).toBe(code);
  });

  it("makes letters large where letters count", () => {
    expect(normalizeCode("ab-c２３", "ALPHANUMERIC")).toBe("ABC23");
  });

  it("changes no code that we make, and nothing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        const once = normalizeCode(text, "DIGITS");
        expect(normalizeCode(once, "DIGITS")).toBe(once);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), (bytes) => {
        const code = codeFromBytes(letters, bytes) ?? "";
        expect(normalizeCode(code, "ALPHANUMERIC")).toBe(code);
      }),
    );
  });
});

describe("checkOwnCode", () => {
  it("takes 4 to 10 characters of the plan's alphabet", () => {
    expect(checkOwnCode("0000", digits)).toBeNull();
    expect(checkOwnCode("1234567890", digits)).toBeNull();
    expect(checkOwnCode("aB3O", letters)).toBeNull();
  });

  it.each(["", "123", "12345678901", "12a4", "12 34", "１２３４", "١٢٣٤", "1234\n"])(
    "refuses %j where digits are asked for",
    (code) => {
      expect(checkOwnCode(code, digits)).toMatchObject({ code: "INVALID_CODE", field: ["code"] });
    },
  );

  it("refuses what is neither letter nor digit, and letters that only look large", () => {
    for (const code of ["ab-cd", "äbcd", "ßabc", "ſabc", "<b>x"]) {
      expect(checkOwnCode(code, letters)?.code).toBe("INVALID_CODE");
    }
  });

  it("says in the reader's language what the plan wants, and never the code", () => {
    const error = checkOwnCode("9x9", digits);
    expect(error && messageOf(error, "en")).toContain("4–10 characters, digits only");
    expect(error && messageOf(error, "id")).toContain("4–10 karakter, hanya angka");
    expect(JSON.stringify(error)).not.toContain("9x9");
  });
});
