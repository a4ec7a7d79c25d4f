import { isCountry } from "../core/country.js";
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
