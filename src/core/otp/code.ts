import { type DomainError, domainError } from "../errors.js";
import { range } from "../limits.js";
import type { CodeAlphabet, CodePolicy } from "../plan/plan.js";

// Without 0, 1, I, L and O, which people mistake for each other.
const symbols: Readonly<Record<CodeAlphabet, string>> = {
  DIGITS: "0123456789",
  ALPHANUMERIC: "23456789ABCDEFGHJKMNPQRSTUVWXYZ",
};

const ownCodePattern: Readonly<Record<CodeAlphabet, RegExp>> = {
  DIGITS: /^[0-9]+$/,
  ALPHANUMERIC: /^[A-Z0-9]+$/,
};

// The zeros of the decimal digits that keyboards of the world type and that NFKC leaves as they
// are.
const digitZeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810,
];

/** How many random bytes `codeFromBytes` wants: enough but for one code in 10^9 or fewer. */
export function bytesForCode(policy: Pick<CodePolicy, "length">): number {
  return policy.length * 4 + 8;
}

/**
 * Makes a code out of random bytes, every code as likely as any other: bytes beyond the largest
 * multiple of the alphabet's size are left out, not folded back.
 *
 * @param bytes `bytesForCode` of them from a cryptographic source
 * @returns null when too few bytes were of use: draw again
 */
export function codeFromBytes(
  policy: Pick<CodePolicy, "length" | "alphabet">,
  bytes: Uint8Array,
): string | null {
  const alphabet = symbols[policy.alphabet];
  const limit = 256 - (256 % alphabet.length);
  let code = "";
  for (const byte of bytes) {
    if (code.length === policy.length) {
      break;
    }
    if (byte < limit) {
      code += alphabet.charAt(byte % alphabet.length);
    }
  }
  return code.length === policy.length ? code : null;
}

/**
 * The code that someone meant who typed `text`: digits of any script, full-width characters,
 * spaces, dashes and invisible characters are put right, small letters made large. Compare the
 * result with a code that was normalised in the same way.
 */
export function normalizeCode(text: string, alphabet: CodeAlphabet): string {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}\p{Cf}]/gu, "")
    .replace(/\p{Nd}/gu, asciiDigit);
  return alphabet === "ALPHANUMERIC" ? plain.toUpperCase() : plain;
}

/**
 * Why a tenant's own code cannot be used with a plan, or null: 4..10 characters of the plan's
 * alphabet, whatever length the plan's own codes have; ALPHANUMERIC takes all letters and digits,
 * large or small.
 * Errors: INVALID_CODE.
 */
export function checkOwnCode(
  code: string,
  policy: Pick<CodePolicy, "alphabet">,
  field: readonly string[] = ["code"],
): DomainError | null {
  const { min, max } = range.codeLength;
  const compared = policy.alphabet === "ALPHANUMERIC" ? code.toUpperCase() : code;
  const isFit = ownCodePattern[policy.alphabet].test(compared) && /^[A-Za-z0-9]+$/.test(code);
  if (isFit && code.length >= min && code.length <= max) {
    return null;
  }
  const phrase = policy.alphabet === "DIGITS" ? "digits" : "lettersAndDigits";
  return domainError("INVALID_CODE", field, { length: `${min}–${max}`, alphabet: { phrase } });
}

function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  const zero = digitZeros.find((start) => point >= start && point < start + 10);
  return zero === undefined ? digit : String(point - zero);
}
