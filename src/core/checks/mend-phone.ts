import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/max";
import { hasControlCharacters, textLengthMax } from "../limits.js";
import { parsePhone } from "../phone.js";

/**
 * The number that was most likely meant by a text that is none: with its plus where only that is
 * missing or "00" stands for it, digits for the letters that look like them, without an extension
 * or words around it. A guess for a person to confirm, never to be sent to unasked.
 *
 * @param defaultCountry a known country; null = none
 * Returns E.164, or null where no guess is a number. Pure, under 1 ms.
 */
export function mendPhone(text: string, defaultCountry: string | null): string | null {
  if (text.length > 4 * textLengthMax.phone) {
    return null;
  }
  for (const guess of guesses(text.normalize("NFKC"), defaultCountry)) {
    const parsed = hasControlCharacters(guess) ? null : parsePhone(guess, defaultCountry);
    if (parsed?.ok === true) {
      return parsed.value.e164;
    }
  }
  return null;
}

function* guesses(text: string, defaultCountry: string | null): Iterable<string> {
  if (/[•*]|x{3,}/iu.test(text)) {
    return; // What is masked cannot be guessed.
  }
  const withoutTail = text.replace(/\s*(?:ext|x|#|;).*$/i, "");
  const digitsForLetters = withoutTail
    .replace(/(?<=\d)[oO]|[oO](?=\d)/g, "0")
    .replace(/(?<=\d)[lI|]|[lI|](?=\d)/g, "1");
  for (const candidate of new Set([digitsForLetters, withoutTail])) {
    const digits = candidate.replace(/\D/g, "");
    const hasPlus = candidate.includes("+");
    if (digits.length < 7) {
      continue;
    }
    if (digits.startsWith("00")) {
      yield `+${digits.slice(2)}`;
    }
    if (hasPlus) {
      yield `+${digits}`;
      yield* withoutDoubledCode(digits, defaultCountry);
    } else {
      if (defaultCountry !== null) {
        yield digits;
        yield `0${digits}`;
      }
      // Without a country the digits have to begin with a country's code.
      yield `+${digits}`;
    }
  }
}

/** "+62 62 812…": the country's code written once too often. */
function* withoutDoubledCode(digits: string, defaultCountry: string | null): Iterable<string> {
  if (defaultCountry !== null && isSupportedCountry(defaultCountry)) {
    const code: string = getCountryCallingCode(defaultCountry);
    if (digits.startsWith(`${code}${code}`)) {
      yield `+${digits.slice(code.length)}`;
    }
  }
}
