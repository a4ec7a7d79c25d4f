import { hasControlCharacters } from "./limits.js";

/** One part of a keyset: a sort key or an id. */
export type CursorPart = string | number | bigint | null;

/** What reading an event cursor gives; `foreign` = another tenant's. */
export type EventCursorResult =
  | { readonly kind: "valid"; readonly seq: bigint }
  | { readonly kind: "foreign" }
  | { readonly kind: "malformed" };

const version = 1;
const lengthMax = 2_000;
const cursorPattern = /^[A-Za-z0-9_-]+$/;
const wholePattern = /^(0|-?[1-9]\d{0,18})$/;

/**
 * Writes a keyset position as opaque text.
 *
 * @param parts values of the row in the order of the sort; numbers must be finite
 * @param kind  names the list and its order ("offers:price:asc"): a cursor of one list is malformed
 *              in another
 */
export function encodeCursor(parts: readonly CursorPart[], kind: string): string {
  const plain = parts.map((part) => {
    if (typeof part === "number" && !Number.isFinite(part)) {
      throw new TypeError("a cursor holds finite numbers only");
    }
    return typeof part === "bigint" ? { n: String(part) } : part;
  });
  return Buffer.from(JSON.stringify([version, kind, ...plain]), "utf8").toString("base64url");
}

/**
 * The parts that `encodeCursor` was given, with their types; null when malformed or of another
 * kind.
 */
export function decodeCursor(text: string, kind: string): readonly CursorPart[] | null {
  if (text.length > lengthMax || !cursorPattern.test(text)) {
    return null;
  }
  const values = parseList(Buffer.from(text, "base64url").toString("utf8"));
  if (values === null || values[0] !== version || values[1] !== kind) {
    return null;
  }
  const parts = values.slice(2).map(toPart);
  return parts.includes(undefined) ? null : (parts as readonly CursorPart[]);
}

/** A position in a tenant's event log. `seq` 0 or more: resume after it. */
export function eventCursor(tenantId: string, seq: bigint): string {
  return encodeCursor([tenantId, seq], "event");
}

/**
 * Reads a position in `tenantId`'s event log; one of another tenant's is told apart from nonsense.
 */
export function readEventCursor(tenantId: string, text: string): EventCursorResult {
  const parts = decodeCursor(text, "event");
  const [owner, seq] = parts ?? [];
  if (parts?.length !== 2 || typeof owner !== "string" || typeof seq !== "bigint" || seq < 0n) {
    return { kind: "malformed" };
  }
  return owner === tenantId ? { kind: "valid", seq } : { kind: "foreign" };
}

function parseList(json: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function toPart(value: unknown): CursorPart | undefined {
  if (typeof value === "string") {
    // No row's name holds any, and a NUL would fail in the statement.
    return hasControlCharacters(value) ? undefined : value;
  }
  if (value === null || typeof value === "number") {
    return value;
  }
  const whole = (value as { readonly n?: unknown }).n;
  if (typeof whole !== "string" || !wholePattern.test(whole)) {
    return undefined;
  }
  // What does not fit a Postgres bigint would fail in the statement.
  const number = BigInt(whole);
  return BigInt.asIntN(64, number) === number ? number : undefined;
}
