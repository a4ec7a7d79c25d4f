import fc from "fast-check";
import tables from "smpp";
import { describe, expect, it } from "vitest";
import { messageParts } from "../../../src/core/otp/parts.js";
import { wireTexts } from "../../../src/vendors/smpp/wire-texts.js";

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from("abcÅΔ_@€{}[]^~|\\ 0189\n")), maxLength: 500 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
);

function read(part: { dataCoding: number; bytes: Buffer; hasHeader: boolean }): string {
  const body = part.hasHeader ? part.bytes.subarray(6) : part.bytes;
  return part.dataCoding === 8
    ? Buffer.from(body).swap16().toString("utf16le")
    : tables.encodings.ASCII.decode(body);
}

describe("a text on the wire", () => {
  it("is in GSM-7, one octet for each septet, as the package encodes it", () => {
    const text = "Kode: 0123 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà €[]{}~^|\\";
    const [part] = wireTexts(text, "udh", 1);

    expect(part).toMatchObject({ dataCoding: 0, hasHeader: false, isPayload: false });
    expect(part?.bytes).toEqual(tables.encodings.ASCII.encode(text));
  });

  it("is in UCS-2, most significant octet first, where GSM's alphabet lacks a character", () => {
    const [part] = wireTexts("код 😀", "udh", 1);

    expect(part?.dataCoding).toBe(8);
    expect(part?.bytes.toString("hex")).toBe("043a043e04340020d83dde00");
  });

  it("that one SM does not hold goes in parts that name their order", () => {
    const parts = wireTexts("a".repeat(400), "udh", 0x1ff);

    expect(parts.map((part) => part.bytes.subarray(0, 6).toString("hex"))).toEqual([
      "050003ff0301",
      "050003ff0302",
      "050003ff0303",
    ]);
    expect(parts.map((part) => part.bytes.length)).toEqual([159, 159, 100]);
    expect(parts.every((part) => part.hasHeader && !part.isPayload)).toBe(true);
  });

  it("goes whole as a payload where the SMSC cuts it", () => {
    const parts = wireTexts("ж".repeat(200), "payload", 1);

    expect(parts).toMatchObject([{ dataCoding: 8, hasHeader: false, isPayload: true }]);
    expect(parts[0]?.bytes).toHaveLength(400);
    expect(wireTexts("short", "payload", 1)).toMatchObject([{ isPayload: false }]);
  });

  it("has as many parts as are billed, each within its size, and says the same", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 70_000 }), (text, reference) => {
        const parts = wireTexts(text, "udh", reference);

        expect(parts).toHaveLength(messageParts("SMS", text).partCount);
        expect(parts.every((part) => part.bytes.length <= 160)).toBe(true);
        expect(parts.map(read).join("")).toBe(text);
      }),
    );
  });

  it("never has half a character at the end of a part", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const part of wireTexts(text, "udh", 1)) {
          const body = part.hasHeader ? part.bytes.subarray(6) : part.bytes;
          const last = part.dataCoding === 8 ? body.at(-2) : undefined;

          expect(part.dataCoding === 0 && body.at(-1) === 0x1b).toBe(false);
          expect(last !== undefined && last >= 0xd8 && last <= 0xdb).toBe(false);
        }
      }),
    );
  });
});
