import { isCountry } from "./country.js";
import { type DomainError, domainError, type Result } from "./errors.js";
import { decodeId } from "./ids.js";
import { checkRange, listLengthMax, type Range } from "./limits.js";

/** A path into an input. */
export type Field = readonly string[];

/** Gathers what is wrong with an input, so that all of it is told at once. */
export class InputChecks {
  readonly errors: DomainError[] = [];

  /** Keeps the error of a check that found one. */
  note(error: DomainError | null): void {
    if (error !== null) {
      this.errors.push(error);
    }
  }

  /** The value of a result; its errors are kept and give null. */
  take<T>(result: Result<T>): T | null {
    if (result.ok) {
      return result.value;
    }
    this.errors.push(...result.errors);
    return null;
  }

  /** A whole number within its range, or the default where none is given. */
  whole(
    value: number | null | undefined,
    field: Field,
    bounds: Range,
    whenMissing: number,
  ): number {
    if (value === null || value === undefined) {
      return whenMissing;
    }
    this.note(checkRange(value, field, bounds));
    return value;
  }

  /**
   * Countries, each once; null = all. An empty list is an error: it would serve nobody.
   * Errors: UNKNOWN_COUNTRY, OUT_OF_RANGE.
   */
  countries(codes: readonly string[] | null | undefined, field: Field): readonly string[] | null {
    if (codes === null || codes === undefined) {
      return null;
    }
    const max = listLengthMax.countries;
    if (codes.length === 0 || codes.length > max) {
      this.note(domainError("OUT_OF_RANGE", field, { min: 1, max }));
      return null;
    }
    for (const [index, code] of codes.entries()) {
      if (!isCountry(code)) {
        const path = [...field, String(index)];
        this.note(domainError("UNKNOWN_COUNTRY", path, { country: shown(code) }));
      }
    }
    return [...new Set(codes)];
  }

  /**
   * The uuid behind a public account id; null = the marketplace's account. Errors:
   * ACCOUNT_NOT_FOUND.
   */
  accountId(id: string | null | undefined, field: Field): string | null {
    if (id === null || id === undefined) {
      return null;
    }
    const uuid = decodeId("account", id);
    if (uuid === null) {
      this.note(domainError("ACCOUNT_NOT_FOUND", field));
    }
    return uuid;
  }
}

/**
 * What someone wrote, fit to stand in a message: 63 characters at most, control characters as dots.
 */
export function shown(text: string): string {
  return Array.from(text.slice(0, 126))
    .slice(0, 63)
    .join("")
    .replace(/[\p{Cc}\p{Cs}]/gu, "·");
}
