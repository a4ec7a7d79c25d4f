import { type DomainError, domainError } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { KeyValue } from "../../flow/rows.js";
import { checkLine } from "../check-text.js";
import type { AdapterFacts, CredentialHint } from "./ports.js";

const itemsMax = 20;
const valueMax = 8_000;

/**
 * The credentials that the adapter names, each once, each a text that may have line breaks; when
 * all are there, also of the form that the adapter wants.
 */
export function checkCredentials(
  credentials: readonly KeyValue[],
  adapter: AdapterFacts,
): DomainError[] {
  const errors = checkNames(
    credentials,
    [...adapter.credentialNames, ...adapter.optionalCredentialNames],
    adapter.credentialNames,
  );
  return errors.length > 0 ? errors : checkForms(credentials, adapter);
}

function checkForms(credentials: readonly KeyValue[], adapter: AdapterFacts): DomainError[] {
  const values = Object.fromEntries(credentials.map(({ key, value }) => [key, value]));
  return adapter.checkCredentials(values).map(({ name, place, reason }) => {
    const index = credentials.findIndex(({ key }) => key === name);
    const where = place === "" ? ({ phrase: "mappingWhole" } as const) : place;
    return domainError("INVALID_CREDENTIAL", ["credentials", String(index), "value"], {
      name,
      place: where,
      reason,
    });
  });
}

function checkNames(
  credentials: readonly KeyValue[],
  names: readonly string[],
  required: readonly string[],
): DomainError[] {
  if (credentials.length > itemsMax) {
    return [domainError("TOO_MANY_ITEMS", ["credentials"], { max: itemsMax })];
  }
  const given = credentials.map((one) => one.key);
  const unknown = credentials.flatMap(({ key }, index) => {
    const field = ["credentials", String(index), "key"];
    if (!names.includes(key)) {
      return [
        domainError("CREDENTIAL_UNKNOWN", field, { name: shown(key), needed: names.join(", ") }),
      ];
    }
    return given.indexOf(key) < index ? [domainError("DUPLICATE_ITEM", field, { item: key })] : [];
  });
  const missing = required
    .filter((name) => !given.includes(name))
    .map((name) =>
      domainError("CREDENTIAL_MISSING", ["credentials"], { name, needed: required.join(", ") }),
    );
  const texts = credentials.flatMap(({ value }, index) =>
    checkLine(withoutBreaks(value), ["credentials", String(index), "value"], valueMax),
  );
  return [...unknown, ...missing, ...texts];
}

/** Keys and mappings are pasted as they stand, in several lines. */
function withoutBreaks(value: string): string {
  return value.replace(/[\r\n\t]/g, " ");
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
