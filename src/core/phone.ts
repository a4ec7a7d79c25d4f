import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { isCountry } from "./country.js";
import { fail, type Result, succeed } from "./errors.js";
import { hasControlCharacters, textLengthMax } from "./limits.js";

/** Every kind of line. */
export const lineTypes = ["MOBILE", "FIXED", "VOIP", "TOLL_FREE", "PREMIUM", "UNKNOWN"] as const;
/** What kind of line a number is, by its range; UNKNOWN where ranges mix (all of North America). */
export type LineType = (typeof lineTypes)[number];

/** A number that can exist. */
export interface Phone {
  /** "+" and 7..15 digits. */
  readonly e164: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
  readonly lineType: LineType;
}

const lineTypeByRange: Readonly<Record<string, LineType>> = {
  MOBILE: "MOBILE",
  FIXED_LINE: "FIXED",
  VOIP: "VOIP",
  TOLL_FREE: "TOLL_FREE",
  PREMIUM_RATE: "PREMIUM",
};

// Islands that have ranges of their own and share a country's ISO code.
const isoCountry: Readonly<Record<string, string>> = { AC: "SH", TA: "SH" };

/** The digits that numbers of a country begin with, "62"; null where it has none. */
export function callingCodeOf(country: string): string | null {
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null;
}

/**
 * Reads a phone number as a person writes it: spaces, dashes, brackets and any script's digits are
 * fine, an extension or other text is not, nor is a masked number.
 *
 * @param defaultCountry for numbers without a country code; null = they are refused
 * @param field          where errors point
 * Errors: INVALID_PHONE (no such number, or of no country, such as satellite and +800 ones);
 * COUNTRY_MISMATCH (written with the country code of another country than defaultCountry);
 * UNKNOWN_COUNTRY.
 * Pure, 20–40 µs.
 */
export function parsePhone(
  text: string,
  defaultCountry: string | null,
  field: readonly string[] = ["phone"],
): Result<Phone> {
  if (defaultCountry !== null && !isCountry(defaultCountry)) {
    return fail("UNKNOWN_COUNTRY", ["defaultCountry"], { country: defaultCountry.slice(0, 8) });
  }
  if (text.length > textLengthMax.phone || hasControlCharacters(text)) {
    return fail("INVALID_PHONE", field);
  }
  // The library reads a full-width plus only where it has a default country.
  const written = text.replace("＋", "+");
  const expected =
    defaultCountry !== null && isSupportedCountry(defaultCountry) ? defaultCountry : null;
  const number = parsePhoneNumberFromString(written, {
    extract: false,
    ...(expected === null ? {} : { defaultCountry: expected }),
  });
  // The type is undefined exactly when the number is not valid; asking for both costs twice.
  const type = number?.getType();
  if (number?.country === undefined || type === undefined || number.ext !== undefined) {
    return fail("INVALID_PHONE", field);
  }
  const country = isoCountry[number.country] ?? number.country;
  if (
    defaultCountry !== null &&
    country !== (isoCountry[defaultCountry] ?? defaultCountry) &&
    isInternational(written, number.countryCallingCode, expected)
  ) {
    return fail("COUNTRY_MISMATCH", field, { actual: country, expected: defaultCountry });
  }
  return succeed({ e164: number.number, country, lineType: lineTypeByRange[type] ?? "UNKNOWN" });
}

/**
 * Hides the middle of an E.164 number: "+6281234567789" → "+62812•••••789". At least 4 digits are
 * hidden, always shown as five dots; the result does not parse as a number.
 */
export function maskPhone(e164: string): string {
  const tail = 3;
  const head = Math.max(1, Math.min(6, e164.length - tail - 4));
  return `${e164.slice(0, head)}•••••${e164.slice(-tail)}`;
}

/**
 * True when the writer gave a country code: without one the number can only be of `expected`'s
 * calling code.
 */
function isInternational(text: string, callingCode: string, expected: CountryCode | null): boolean {
  return (
    expected === null || /^\s*\+/.test(text) || getCountryCallingCode(expected) !== callingCode
  );
}
