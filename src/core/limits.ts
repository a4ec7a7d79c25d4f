import { type DomainError, domainError } from "./errors.js";

/** Longest texts that are taken in, in characters (code points). */
export const textLengthMax = {
  name: 120,
  note: 500,
  reason: 200,
  label: 120,
  brand: 60,
  url: 500,
  planKey: 63,
  slug: 63,
  vendor: 63,
  idempotencyKey: 128,
  externalId: 128,
  purpose: 64,
  metadataKey: 64,
  metadataValue: 256,
  phone: 40,
  email: 254,
  locale: 35,
  ip: 45,
  typedCode: 64,
  messageBody: 1_000,
  messageSubject: 150,
  vendorTemplateName: 200,
  sender: 254,
  credentialName: 64,
  credentialValue: 8_192,
  rateSheet: 200_000,
} as const;

/** Longest lists that are taken in. */
export const listLengthMax = {
  metadata: 20,
  steps: 8,
  vendorsPerStep: 12,
  messages: 200,
  countries: 250,
  senders: 100,
  credentials: 20,
  alertLevels: 10,
  page: 100,
  keysPerTenant: 100,
} as const;

/** Whole-number settings of a plan and an account, inclusive. */
export const range = {
  waitSec: { min: 3, max: 600 },
  stepAttempts: { min: 1, max: 12 },
  planAttempts: { min: 1, max: 12 },
  deadlineSec: { min: 10, max: 3_600 },
  weight: { min: 0, max: 1_000 },
  codeLength: { min: 4, max: 10 },
  codeTtlSec: { min: 30, max: 3_600 },
  codeChecks: { min: 1, max: 10 },
  resends: { min: 0, max: 10 },
  cooldownSec: { min: 0, max: 600 },
  maxPerSecond: { min: 1, max: 10_000 },
  page: { min: 1, max: 100 },
  monthlyVolume: { min: 1, max: 1_000_000_000 },
  deliverMs: { min: 1, max: 3_600_000 },
} as const satisfies Readonly<Record<string, Range>>;

/** Both ends inclusive. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** How often a code may be checked for one recipient within an hour, over all of its sends. */
export const recipientChecksPerHour = 20;

const keyPattern = /^[a-z][a-z0-9-]{0,62}$/;
// Control characters, and halves of surrogate pairs, which no database text can hold.
const unprintable = /[\p{Cc}\p{Cs}]/u;
const unprintableButBreaks = /[^\P{Cc}\n\r]|\p{Cs}/u;

/**
 * True for a plan key or a slug: a lower-case letter, then up to 62 lower-case letters, digits,
 * hyphens.
 */
export function isKey(text: string): boolean {
  return keyPattern.test(text);
}

/**
 * True when a text holds a control character or half a surrogate pair; `allowBreaks` lets CR and LF
 * pass.
 */
export function hasControlCharacters(text: string, allowBreaks = false): boolean {
  return (allowBreaks ? unprintableButBreaks : unprintable).test(text);
}

/**
 * Why a text cannot be taken, or null when it can.
 *
 * @param field path into the input
 * @param max   characters (code points)
 * @param min   0 lets the empty text pass; 1 asks for something other than white space
 * Errors: TOO_LONG, INVALID_TEXT (empty or with control characters).
 */
export function checkText(
  value: string,
  field: readonly string[],
  max: number,
  min: 0 | 1 = 0,
): DomainError | null {
  if (isLonger(value, max)) {
    return domainError("TOO_LONG", field, { max });
  }
  if (hasControlCharacters(value) || (min === 1 && value.trim() === "")) {
    return domainError("INVALID_TEXT", field);
  }
  return null;
}

/** True when a text has more than `max` code points; never looks at more than 2 × max units. */
export function isLonger(text: string, max: number): boolean {
  if (text.length <= max) {
    return false;
  }
  return text.length > 2 * max || Array.from(text).length > max;
}

/** OUT_OF_RANGE unless `value` is a whole number within the range, both ends included. */
export function checkRange(
  value: number,
  field: readonly string[],
  { min, max }: Range,
): DomainError | null {
  if (Number.isSafeInteger(value) && value >= min && value <= max) {
    return null;
  }
  return domainError("OUT_OF_RANGE", field, { min, max });
}
