/**
 * A vendor's own words, fit to be stored and shown: at most 200 characters, one line, without
 * addresses, numbers, codes or keys. Whatever has four digits in a row, an @, or looks like a token
 * is blanked.
 */
export function vendorText(text: unknown, secrets: readonly string[] = []): string | null {
  if (typeof text !== "string" || text === "") {
    return null;
  }
  let clean = text.slice(0, 2000);
  for (const secret of secrets) {
    clean = secret === "" ? clean : clean.replaceAll(secret, "[…]");
  }
  return clean
    .replace(/\S+@\S+/g, "[…]")
    .replace(/\+?\d(?:[\d\s().-]{2,}\d)/g, "[…]")
    .replace(/[\w.+/=-]{24,}/g, "[…]")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
}
