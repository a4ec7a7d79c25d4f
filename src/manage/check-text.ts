import { type DomainError, domainError } from "../core/errors.js";

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const loneSurrogate = /\p{Cs}/u;
const slugPattern = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A line of text for people: 1 to `max` characters, not only spaces, no control characters. */
export function checkText(text: string, field: readonly string[], max: number): DomainError[] {
  if (text.length > max) {
    return [domainError("TOO_LONG", field, { max })];
  }
  return text.trim() === "" || controlCharacter.test(text) || loneSurrogate.test(text)
    ? [domainError("INVALID_TEXT", field)]
    : [];
}

/** As `checkText`; null and undefined pass. */
export function checkOptionalText(
  text: string | null | undefined,
  field: readonly string[],
  max: number,
): DomainError[] {
  return text === null || text === undefined ? [] : checkText(text, field, max);
}

/** A name for addresses: lower-case letters, digits and hyphens, a letter first, 63 at most. */
export function checkSlug(slug: string, field: readonly string[]): DomainError[] {
  return slugPattern.test(slug) ? [] : [domainError("INVALID_SLUG", field)];
}

/**
 * An optional web address that people open:
 * https, 2,000 characters at most, without user or password.
 */
export function checkUrl(url: string | null, field: readonly string[]): DomainError[] {
  if (url === null) {
    return [];
  }
  const parsed = url.length <= 2_000 && URL.canParse(url) ? new URL(url) : null;
  const isSound =
    parsed?.protocol === "https:" && parsed.username === "" && !controlCharacter.test(url);
  return isSound ? [] : [domainError("INVALID_URL", field)];
}
