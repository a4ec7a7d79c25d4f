import { type DomainError, domainError } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { KeyValue } from "../../flow/rows.js";
import { checkLine } from "../check-text.js";
import type { CredentialHint } from "./ports.js";

const itemsMax = 20;
const valueMax = 4_000;

/** Exactly the credentials that the adapter names, each once, each a line of text. */
export function checkCredentials(
  credentials: readonly KeyValue[],
  names: readonly string[],
): DomainError[] {
  if (credentials.length > itemsMax) {
    return [domainError("TOO_MANY_ITEMS", ["credentials"], { max: itemsMax })];
  }
  const needed = names.join(", ");
  const given = credentials.map((one) => one.key);
  const unknown = credentials.flatMap(({ key }, index) => {
    const field = ["credentials", String(index), "key"];
    if (!names.includes(key)) {
      return [domainError("CREDENTIAL_UNKNOWN", field, { name: shown(key), needed })];
    }
    return given.indexOf(key) < index ? [domainError("DUPLICATE_ITEM", field, { item: key })] : [];
  });
  const missing = names
    .filter((name) => !given.includes(name))
    .map((name) => domainError("CREDENTIAL_MISSING", ["credentials"], { name, needed }));
  const texts = credentials.flatMap(({ value }, index) =>
    checkLine(value, ["credentials", String(index), "value"], valueMax),
  );
  return [...unknown, ...missing, ...texts];
}

/**
 * The last 4 characters of each credential;
 * fewer of a short one, so that never more than a quarter shows.
 */
export function credentialHints(credentials: readonly KeyValue[]): CredentialHint[] {
  return credentials.map(({ key, value }) => {
    const shown = Math.min(4, Math.floor(value.length / 4));
    return { name: key, endsWith: shown === 0 ? "" : value.slice(-shown) };
  });
}

/** What is sealed of them. */
export function credentialsJson(credentials: readonly KeyValue[]): string {
  return JSON.stringify(Object.fromEntries(credentials.map(({ key, value }) => [key, value])));
}
