const digits = 7;

/**
 * The block of numbers that a phone number is of, for the pump guard: the first seven digits of its
 * E.164 form, country code included. In North America these are area code and exchange; elsewhere
 * up to a million numbers. Null = no phone number. Pure.
 */
export function numberPrefix(e164: string | null): string | null {
  return e164 === null ? null : e164.slice(1, 1 + digits);
}
