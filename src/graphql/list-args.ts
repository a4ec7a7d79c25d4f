import { isCountry } from "../core/country.js";
import { checkText, textLengthMax } from "../core/limits.js";
import { badRequest } from "./errors.js";

const itemsMax = 300;

/** A list in a filter: 300 entries at most. Throws BAD_REQUEST. */
export function checkListLength(
  items: readonly unknown[] | null | undefined,
  field: readonly string[],
): void {
  if (items && items.length > itemsMax) {
    throw badRequest(field, `must have at most ${itemsMax} entries.`);
  }
}

/**
 * A text that something is looked for by. Throws BAD_REQUEST when nothing can be called so: too
 * long, or with characters that no stored text has.
 */
export function checkName(
  name: string | null | undefined,
  field: readonly string[],
  max: number,
): void {
  if (typeof name === "string" && checkText(name, field, max) !== null) {
    throw badRequest(field, `must be at most ${max} characters, none of them a control character.`);
  }
}

/** A part of a name that a list is searched by; null = it is not. Throws BAD_REQUEST. */
export function searchOf(search: string | null | undefined): string | null {
  checkName(search, ["search"], textLengthMax.name);
  const text = search?.trim() ?? "";
  return text === "" ? null : text;
}

/** Slugs of vendors in a filter; one that nobody has matches nothing. Throws BAD_REQUEST. */
export function checkVendors(
  slugs: readonly string[] | null | undefined,
  field: readonly string[],
): void {
  checkListLength(slugs, field);
  for (const [index, slug] of (slugs ?? []).entries()) {
    checkName(slug, [...field, String(index)], textLengthMax.vendor);
  }
}

/** Countries in a filter. Throws BAD_REQUEST that names the first that is none. */
export function checkCountries(
  countries: readonly string[] | null | undefined,
  field: readonly string[],
): void {
  checkListLength(countries, field);
  const index = (countries ?? []).findIndex((country) => !isCountry(country));
  if (index !== -1) {
    throw badRequest([...field, String(index)], "must be a country of ISO 3166-1.");
  }
}
