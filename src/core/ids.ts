/** The prefix of each kind of public id; a prefix is never given to another kind. */
export const idPrefixes = {
  tenant: "ten",
  apiKey: "key",
  vendor: "ven",
  offer: "off",
  account: "acc",
  plan: "pln",
  revision: "rev",
  send: "snd",
  attempt: "att",
  budget: "bud",
  alert: "alt",
  export: "exp",
  guardRule: "grd",
  webhook: "whk",
  webhookDelivery: "whd",
  rateSheetImport: "rsi",
  reconciliation: "rec",
  upload: "upl",
  lookUp: "lku",
  listCheck: "lck",
} as const;

/** What a public id points at. */
export type IdKind = keyof typeof idPrefixes;

const kindByPrefix: ReadonlyMap<string, IdKind> = new Map(
  Object.entries(idPrefixes).map(([kind, prefix]) => [prefix, kind as IdKind]),
);

// Crockford's base 32, lower case, without i, l, o and u.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const digitByChar: ReadonlyMap<string, bigint> = new Map(
  Array.from(alphabet, (char, digit): [string, bigint] => [char, BigInt(digit)]),
);

const suffixLength = 26;
const uuidLength = 36;
const hyphenPlaces: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const hyphen = 16;
const notHex = -1;
/** The worth of each character of a uuid, by its code. */
const hexDigits = Int8Array.from({ length: 128 }, (_, code) =>
  "0123456789abcdef-".indexOf(String.fromCharCode(code)),
);

/**
 * Writes a uuid as a public id: "snd_" and 26 characters of Crockford base 32, in the uuid's order.
 * Any other text than a lower-case uuid throws, which is a bug. Source: TypeID 0.3.
 */
export function encodeId(kind: IdKind, uuid: string): string {
  if (uuid.length !== uuidLength) {
    throw new TypeError("not a lower-case uuid");
  }
  // 26 × 5 = 130 bits for 128: the top two are 0. By character codes, because this runs for every
  // id of an answer.
  let text = `${idPrefixes[kind]}_`;
  let held = 0;
  let heldBits = 2;
  for (let index = 0; index < uuidLength; index += 1) {
    const digit = hexDigits[uuid.charCodeAt(index)] ?? notHex;
    if (digit === notHex || (digit === hyphen) !== hyphenPlaces.has(index)) {
      throw new TypeError("not a lower-case uuid");
    }
    if (digit !== hyphen) {
      held = (held << 4) | digit;
      heldBits += 4;
    }
    if (heldBits >= 5) {
      heldBits -= 5;
      text += alphabet.charAt(held >> heldBits);
      held &= (1 << heldBits) - 1;
    }
  }
  return text;
}

/**
 * The uuid of a public id of this kind; null for another kind's and for everything that `encodeId`
 * would not write exactly so (upper case, look-alike letters, a value over 128 bits).
 */
export function decodeId(kind: IdKind, text: string): string | null {
  const decoded = decodeAnyId(text);
  return decoded !== null && decoded.kind === kind ? decoded.uuid : null;
}

/**
 * The kind and uuid of a public id; null for everything that `encodeId` would not write exactly so.
 */
export function decodeAnyId(text: string): { readonly kind: IdKind; readonly uuid: string } | null {
  const kind = kindByPrefix.get(text.slice(0, 3));
  if (kind === undefined || text.length !== 4 + suffixLength || text.charAt(3) !== "_") {
    return null;
  }
  let value = 0n;
  for (const char of text.slice(4)) {
    const digit = digitByChar.get(char);
    if (digit === undefined) {
      return null;
    }
    value = (value << 5n) | digit;
  }
  if (value >> 128n !== 0n) {
    return null;
  }
  const hex = value.toString(16).padStart(32, "0");
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ];
  return { kind, uuid: groups.join("-") };
}
