import { type DomainError, domainError } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";

const zonePattern = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;

/**
 * The zone's name in its usual spelling; null for what is no IANA time zone (an offset is none).
 */
export function findTimeZone(zone: string): string | null {
  if (zone.length > 64 || !zonePattern.test(zone)) {
    return null;
  }
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
    // The runtime may know a zone by an older name; then the given one stays.
    return known.toLowerCase() === zone.toLowerCase() ? known : zone;
  } catch {
    return null;
  }
}

/** The language tag in its usual spelling; null for what is no BCP 47 tag. */
export function findLocale(locale: string): string | null {
  try {
    return locale.length <= 35 ? (Intl.getCanonicalLocales(locale)[0] ?? null) : null;
  } catch {
    return null;
  }
}

export function checkTimeZone(zone: string, field: readonly string[]): DomainError[] {
  return findTimeZone(zone) === null
    ? [domainError("INVALID_TIME_ZONE", field, { zone: shown(zone) })]
    : [];
}

export function checkLocale(locale: string, field: readonly string[]): DomainError[] {
  return findLocale(locale) === null
    ? [domainError("INVALID_LOCALE", field, { locale: locale.slice(0, 35) })]
    : [];
}
