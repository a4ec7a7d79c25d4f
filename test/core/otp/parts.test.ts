import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageParts, unitsLeft } from "../../../src/core/otp/parts.js";

const sms = (text: string) => {
  const { encoding, length, partCount } = messageParts("SMS", text);
  return [encoding, length, partCount];
};

describe("messageParts", () => {
  it("fits 160 septets into one part and 153 into each of several", () => {
    expect(sms("a".repeat(160))).toEqual(["GSM7", 160, 1]);
    expect(sms("a".repeat(161))).toEqual(["GSM7", 161, 2]);
    expect(sms("a".repeat(306))).toEqual(["GSM7", 306, 2]);
    expect(sms("a".repeat(307))).toEqual(["GSM7", 307, 3]);
    expect(sms("")).toEqual(["GSM7", 0, 1]);
  });

  it("counts characters of the extension table twice and never splits them", () => {
    expect(sms("€".repeat(80))).toEqual(["GSM7", 160, 1]);
    expect(sms(`${"a".repeat(152)}€${"a".repeat(152)}`)).toEqual(["GSM7", 306, 3]);
    expect(sms("{[~]}\\^|€\f")).toEqual(["GSM7", 20, 1]);
  });

  it("fits 70 units of UCS-2 into one part and 67 into each of several", () => {
    expect(sms("ж".repeat(70))).toEqual(["UCS2", 70, 1]);
    expect(sms("ж".repeat(71))).toEqual(["UCS2", 71, 2]);
    expect(sms("ж".repeat(134))).toEqual(["UCS2", 134, 2]);
    expect(sms("ж".repeat(135))).toEqual(["UCS2", 135, 3]);
  });

  it("never splits a surrogate pair", () => {
    expect(sms("🔑".repeat(35))).toEqual(["UCS2", 70, 1]);
    expect(sms(`${"ж".repeat(66)}🔑${"ж".repeat(66)}`)).toEqual(["UCS2", 134, 3]);
  });

  it("names the characters that cost the shorter alphabet, each once", () => {
    expect(messageParts("SMS", "naïve “naïve” ✓").ucs2Characters).toEqual(["ï", "“", "”", "✓"]);
    expect(messageParts("SMS", "Ünï €").ucs2Characters).toEqual(["ï"]);
    expect(messageParts("SMS", "`").encoding).toBe("UCS2");
    expect(messageParts("SMS", "plain").ucs2Characters).toEqual([]);
  });

  it("bills every other channel as one", () => {
    expect(messageParts("WHATSAPP", "ж".repeat(900))).toMatchObject({
      encoding: "UTF8",
      partCount: 1,
    });
    expect(messageParts("VOICE", "a".repeat(900)).partCount).toBe(1);
    expect(messageParts("MISSED_CALL", "")).toMatchObject({ encoding: "NONE", partCount: 1 });
  });

  it("says how much still fits before one more part is billed", () => {
    expect(unitsLeft("SMS", "")).toBe(160);
    expect(unitsLeft("SMS", "a".repeat(160))).toBe(0);
    expect(unitsLeft("SMS", "a".repeat(161))).toBe(2 * 153 - 161);
    expect(unitsLeft("SMS", `${"a".repeat(152)}€${"a".repeat(9)}`)).toBe(153 - 11);
    expect(unitsLeft("SMS", "ж")).toBe(69);
    expect(unitsLeft("SMS", "ж".repeat(71))).toBe(2 * 67 - 71);
    expect(unitsLeft("WHATSAPP", "a")).toBeNull();
  });

  it("has room for exactly that much", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "€", "ж", "🔑"), maxLength: 300 });
    fc.assert(
      fc.property(texts, (text) => {
        const { partCount } = messageParts("SMS", text);
        const left = unitsLeft("SMS", text) ?? 0;

        expect(left).toBeGreaterThanOrEqual(0);
        expect(messageParts("SMS", text + "a".repeat(left)).partCount).toBe(partCount);
        expect(messageParts("SMS", text + "a".repeat(left + 1)).partCount).toBe(partCount + 1);
      }),
    );
  });

  it("never needs fewer parts for a longer text", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "€", "ж", "🔑"), maxLength: 400 });
    fc.assert(
      fc.property(texts, fc.constantFrom("a", "€", "ж", "🔑"), (text, more) => {
        const before = messageParts("SMS", text);
        const after = messageParts("SMS", text + more);

        expect(after.partCount).toBeGreaterThanOrEqual(before.partCount);
        expect(before.partCount * (before.encoding === "GSM7" ? 160 : 70)).toBeGreaterThanOrEqual(
          before.length,
        );
      }),
    );
  });
});
