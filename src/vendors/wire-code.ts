/**
 * A vendor's code as it may be stored and shown though no table knows it: 1 to 64 letters, digits
 * and joining marks, with no more than 6 digits in a row, and none of the secrets in it; null for
 * anything else.
 */
export function wireCode(value: unknown, secrets: readonly string[] = []): string | null {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  const isCode =
    typeof text === "string" && /^[\w.:-]{1,64}$/.test(text) && !/[0-9]{7,}/.test(text);
  return isCode && !secrets.some((secret) => secret !== "" && text.includes(secret)) ? text : null;
}
