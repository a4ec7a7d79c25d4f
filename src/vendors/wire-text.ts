import { hasControlCharacters } from "../core/limits.js";

/**
 * An id, reference or status as a vendor sent it, fit to be stored and looked up: 1 to 500
 * characters without control characters (a NUL would fail in the statement that stores it); null
 * for anything else.
 */
export function wireText(value: unknown): string | null {
  return typeof value === "string" &&
    value !== "" &&
    value.length <= 500 &&
    !hasControlCharacters(value)
    ? value
    : null;
}

/** The ids of a message's parts, 1 to 255 of at most 200 characters; null when one is unfit. */
export function wireIds(values: readonly unknown[]): string[] | null {
  const ids = values.map((value) => {
    const id = wireText(value);
    return id !== null && id.length <= 200 ? id : null;
  });
  const isWhole = ids.length >= 1 && ids.length <= 255;
  return isWhole && ids.every((id) => id !== null) ? ids : null;
}
