import type { Channel } from "./status.js";

/**
 * How a text goes over the wire: GSM-7 or UCS-2 as SMS, whole on other channels, none in a missed
 * call.
 */
export type Encoding = "GSM7" | "UCS2" | "UTF8" | "NONE";

/** What a text takes to send. */
export interface MessageParts {
  readonly encoding: Encoding;
  /** Septets of GSM-7, 16-bit units of UCS-2, else characters. */
  readonly length: number;
  /** What the vendor bills: 1 for everything but long SMS. */
  readonly partCount: number;
  /** The characters, each once, that make an SMS UCS-2, at most 20; empty otherwise. */
  readonly ucs2Characters: readonly string[];
}

const gsmBasic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const gsmExtended = new Set("\f^{}\\[~]|€");

const gsmSingleMax = 160;
const gsmPartMax = 153;
const ucs2SingleMax = 70;
const ucs2PartMax = 67;
const ucs2CharactersShown = 20;

/**
 * How many parts a text takes on a channel, and why. Neither an escape sequence of GSM-7 nor a
 * surrogate pair is split over two parts. Source: 3GPP TS 23.038 (alphabet), TS 23.040
 * (concatenation).
 */
export function messageParts(channel: Channel, text: string): MessageParts {
  if (channel === "MISSED_CALL") {
    return { encoding: "NONE", length: 0, partCount: 1, ucs2Characters: [] };
  }
  const characters = Array.from(text);
  if (channel !== "SMS") {
    return { encoding: "UTF8", length: characters.length, partCount: 1, ucs2Characters: [] };
  }
  const foreign = new Set(
    characters.filter((character) => !gsmBasic.has(character) && !gsmExtended.has(character)),
  );
  if (foreign.size > 0) {
    const sizes = characters.map((character) => character.length);
    return {
      encoding: "UCS2",
      length: text.length,
      partCount: countParts(sizes, ucs2SingleMax, ucs2PartMax),
      ucs2Characters: [...foreign].slice(0, ucs2CharactersShown),
    };
  }
  const sizes = gsmSizes(characters);
  return {
    encoding: "GSM7",
    length: sizes.reduce((sum, size) => sum + size, 0),
    partCount: countParts(sizes, gsmSingleMax, gsmPartMax),
    ucs2Characters: [],
  };
}

/**
 * How many more units fit before one more part is billed: septets or 16-bit units, as the text's
 * encoding counts them. Null on channels that bill no parts.
 */
export function unitsLeft(channel: Channel, text: string): number | null {
  if (channel !== "SMS") {
    return null;
  }
  const { encoding, length, partCount } = messageParts(channel, text);
  const isGsm = encoding === "GSM7";
  if (partCount === 1) {
    return (isGsm ? gsmSingleMax : ucs2SingleMax) - length;
  }
  const characters = Array.from(text);
  const sizes = isGsm ? gsmSizes(characters) : characters.map((character) => character.length);
  const partMax = isGsm ? gsmPartMax : ucs2PartMax;
  return partMax - fillParts(sizes, partMax).usedInLast;
}

function gsmSizes(characters: readonly string[]): number[] {
  return characters.map((character) => (gsmExtended.has(character) ? 2 : 1));
}

function countParts(sizes: readonly number[], singleMax: number, partMax: number): number {
  return sizes.reduce((sum, size) => sum + size, 0) <= singleMax
    ? 1
    : fillParts(sizes, partMax).parts;
}

function fillParts(
  sizes: readonly number[],
  partMax: number,
): { readonly parts: number; readonly usedInLast: number } {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > partMax) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { parts, usedInLast: used };
}
