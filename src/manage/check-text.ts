import { type DomainError, domainError } from "../core/errors.js";
import { checkText, hasControlCharacters, isKey } from "../core/limits.js";

/** A line of text for people: 1 to `max` characters, not only spaces, no control characters. */
export function checkLine(text: string, field: readonly string[], max: number): DomainError[] {
  const problem = checkText(text, field, max, 1);
  return problem === null ? [] : [problem];
}

/** As `checkLine`; null and undefined pass. */
export function checkOptionalLine(
  text: string | null | undefined,
  field: readonly string[],
  max: number,
): DomainError[] {
  return text === null || text === undefined ? [] : checkLine(text, field, max);
}

/** A name for addresses: lower-case letters, digits and hyphens, a letter first, 63 at most. */
export function checkSlug(slug: string, field: readonly string[]): DomainError[] {
  return isKey(slug) ? [] : [domainError("INVALID_SLUG", field)];
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
    parsed?.protocol === "https:" && parsed.username === "" && !hasControlCharacters(url);
  return isSound ? [] : [domainError("INVALID_URL", field)];
}
