/** The default alphabet of GSM in the order of its table; the gap is the escape to the second. */
const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const escape = 0x1b;
const questionMark = 0x3f;
const extended: ReadonlyMap<string, number> = new Map([
  ["\f", 0x0a],
  ["^", 0x14],
  ["{", 0x28],
  ["}", 0x29],
  ["\\", 0x2f],
  ["[", 0x3c],
  ["~", 0x3d],
  ["]", 0x3e],
  ["|", 0x40],
  ["€", 0x65],
]);

const septets = new Map<string, readonly number[]>();
Array.from(basic).forEach((character, index) => septets.set(character, [index]));
extended.forEach((code, character) => septets.set(character, [escape, code]));

/**
 * One or two septets, each in an octet of its own, of a character of the GSM alphabet; a question
 * mark's for any other. Source: 3GPP TS 23.038, 6.2.1.
 */
export function gsmSeptets(character: string): readonly number[] {
  return septets.get(character) ?? [questionMark];
}
