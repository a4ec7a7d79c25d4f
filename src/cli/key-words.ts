import { type DomainError, messageOf, type Result } from "../core/errors.js";
import { encodeId } from "../core/ids.js";
import type { ApiKeyRow } from "../manage/keys/ports.js";
import { columns } from "./command.js";

/** A key as the commands print it. */
export function keyJson(key: ApiKeyRow) {
  const { name, prefix, role, scopes, lastUsedAt, expiresAt, revokedAt, createdAt } = key;
  const id = encodeId("apiKey", key.id);
  return { id, name, prefix, role, scopes, lastUsedAt, expiresAt, revokedAt, createdAt };
}

/** One line for each key. */
export function keyTable(keys: readonly ApiKeyRow[], now: Date): string {
  return columns(
    keys.map((key) => [
      encodeId("apiKey", key.id),
      `${key.prefix}…  ${key.role.padEnd(9)}  ${stateOf(key, now).padEnd(21)}  ${key.name}`,
    ]),
  );
}

/** The value, or an error with the reasons as sentences. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.errors.map(sentence).join("\n"));
  }
  return result.value;
}

function sentence(error: DomainError): string {
  const where = error.field === null ? "" : `${error.field.join(".")}: `;
  return `${where}${messageOf(error, "en")}`;
}

function stateOf({ revokedAt, expiresAt }: ApiKeyRow, now: Date): string {
  if (revokedAt !== null) {
    return "revoked";
  }
  if (expiresAt === null) {
    return "valid";
  }
  return expiresAt <= now ? "expired" : `valid to ${expiresAt.toISOString().slice(0, 10)}`;
}
