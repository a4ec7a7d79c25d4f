import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type ValidatePhoneNumberLengthResult,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import { hasControlCharacters } from "../limits.js";
import type { PhraseFact, PhraseKey } from "../messages/phrases.js";
import { type LineType, type Phone, parsePhone } from "../phone.js";
import { mendPhone } from "./mend-phone.js";

/** What numbering plans say of a phone number. */
export interface PhoneVerdict {
  /** Null = no number that a code could be sent to. */
  readonly phone: Phone | null;
  /** Why it is none, or what is odd about it; empty for a plain mobile number. */
  readonly reasons: readonly PhraseFact[];
  /** E.164 of the number that was most likely meant; null where there is none or no need. */
  readonly suggestion: string | null;
}

const oddLines: Readonly<Record<LineType, PhraseKey | null>> = {
  MOBILE: null,
  FIXED: "checkFixed",
  VOIP: "checkVoip",
  TOLL_FREE: "checkTollFree",
  PREMIUM: "checkPremium",
  UNKNOWN: null,
};

/**
 * Judges a phone number as a person wrote it. A number of another country than `defaultCountry` is
 * one, and the difference is told.
 *
 * @param defaultCountry a known country, for numbers without a country code; null = none
 * Source: Google's libphonenumber data. Pure, under 1 ms.
 */
export function judgePhone(text: string, defaultCountry: string | null): PhoneVerdict {
  const read = parsePhone(text, defaultCountry);
  if (read.ok) {
    return { phone: read.value, reasons: lineReasons(read.value), suggestion: null };
  }
  const [error] = read.errors;
  if (error?.code === "COUNTRY_MISMATCH") {
    const own = parsePhone(text, null);
    if (own.ok) {
      const mismatch: PhraseFact = {
        phrase: "checkMismatch",
        params: { actual: own.value.country, expected: defaultCountry ?? "" },
      };
      return { phone: own.value, reasons: [mismatch, ...lineReasons(own.value)], suggestion: null };
    }
  }
  return {
    phone: null,
    reasons: [{ phrase: whyNone(text, defaultCountry) }],
    suggestion: mendPhone(text, defaultCountry),
  };
}

function lineReasons({ lineType }: Phone): PhraseFact[] {
  const phrase = oddLines[lineType];
  return phrase === null ? [] : [{ phrase }];
}

const lengthReasons: Readonly<Record<ValidatePhoneNumberLengthResult, PhraseKey>> = {
  INVALID_COUNTRY: "checkUnknownCode",
  NOT_A_NUMBER: "checkNotNumber",
  TOO_SHORT: "checkTooShort",
  TOO_LONG: "checkTooLong",
  INVALID_LENGTH: "checkLength",
};

function whyNone(text: string, defaultCountry: string | null): PhraseKey {
  if (hasControlCharacters(text)) {
    return "checkControl";
  }
  if (text.trim() === "") {
    return "checkEmpty";
  }
  if (/[•*#]|x{3,}/iu.test(text)) {
    return "checkMasked";
  }
  const country =
    defaultCountry !== null && isSupportedCountry(defaultCountry) ? defaultCountry : null;
  if (parsed(text, country)?.ext !== undefined) {
    return "checkExtension";
  }
  const hasCode = /^\s*[+＋]/.test(text);
  if (!/\d/.test(text.normalize("NFKC")) || /\p{L}{3,}/u.test(text)) {
    return "checkNotNumber";
  }
  if (!hasCode && country === null) {
    return "checkNoCountry";
  }
  return whyNotOf(text, country);
}

function whyNotOf(text: string, country: CountryCode | null): PhraseKey {
  if (parsed(text, country)?.isValid() === true) {
    return "checkNoOneCountry";
  }
  const options = country === null ? {} : { defaultCountry: country };
  const length = validatePhoneNumberLength(text, options);
  return length === undefined ? "checkNoRange" : lengthReasons[length];
}

function parsed(text: string, country: CountryCode | null) {
  const options = country === null ? {} : { defaultCountry: country };
  return parsePhoneNumberFromString(text, { extract: false, ...options });
}
