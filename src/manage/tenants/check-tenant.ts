import { type DomainError, domainError } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import { canonicalLocale } from "../../core/locale.js";
import { canonicalTimeZone } from "../../core/time.js";

export function checkTimeZone(zone: string, field: readonly string[]): DomainError[] {
  return canonicalTimeZone(zone) === null
    ? [domainError("INVALID_TIME_ZONE", field, { zone: shown(zone) })]
    : [];
}

export function checkLocale(locale: string, field: readonly string[]): DomainError[] {
  return canonicalLocale(locale) === null
    ? [domainError("INVALID_LOCALE", field, { locale: locale.slice(0, 35) })]
    : [];
}
