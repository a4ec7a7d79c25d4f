/** What a Postgres array holds, by the number that its type has in pg_type. */
const oids = { text: 25, uuid: 2950, int8: 20, timestamptz: 1184, float8: 701 } as const;

const headBytes = 20;
/** Where the two digits of each byte stand. */
const uuidStarts = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
/** Digits by the code of their character; -1 = none. */
const nibbles = new Int8Array(128).map((_, code) =>
  "0123456789abcdef".indexOf(String.fromCharCode(code)),
);
/** 2000-01-01, where moments are counted from, in microseconds. */
const epochMicros = 946_684_800_000_000n;

/**
 * A Postgres array of uuids as its bytes, which the server takes as they are: reading the text of
 * one takes it longer than looking the row up. Null = NULL.
 *
 * Source: PostgreSQL, src/backend/utils/adt/arrayfuncs.c, array_recv.
 */
export function uuidArray(ids: readonly (string | null)[]): Buffer {
  return fixedArray(oids.uuid, 16, ids, writeUuid);
}

/** Byte by byte: a call out of JavaScript takes several times as long. */
function writeUuid(bytes: Buffer, at: number, id: string): void {
  let place = 0;
  for (const start of uuidStarts) {
    const high = nibbles[id.charCodeAt(start)] ?? -1;
    const low = nibbles[id.charCodeAt(start + 1)] ?? -1;
    if (high < 0 || low < 0 || id.length !== 36) {
      throw new TypeError("not a uuid");
    }
    bytes[at + place] = high * 16 + low;
    place += 1;
  }
}

/** The same of whole numbers. */
export function int8Array(numbers: readonly (bigint | null)[]): Buffer {
  return fixedArray(oids.int8, 8, numbers, (bytes, at, number) => {
    bytes.writeBigInt64BE(number, at);
  });
}

/** The same of numbers with a fraction. */
export function float8Array(numbers: readonly (number | null)[]): Buffer {
  return fixedArray(oids.float8, 8, numbers, (bytes, at, number) => {
    bytes.writeDoubleBE(number, at);
  });
}

/** The same of moments. */
export function momentArray(moments: readonly (Date | null)[]): Buffer {
  return fixedArray(oids.timestamptz, 8, moments, (bytes, at, moment) => {
    bytes.writeBigInt64BE(BigInt(moment.getTime()) * 1000n - epochMicros, at);
  });
}

/** The same of texts. */
export function textArray(texts: readonly (string | null)[]): Buffer {
  let size = headBytes;
  for (const text of texts) {
    // No character of UTF-16 takes more than three bytes.
    size += 4 + (text === null ? 0 : text.length * 3);
  }
  const bytes = Buffer.allocUnsafe(size);
  writeHead(bytes, oids.text, texts);
  let at = headBytes;
  for (const text of texts) {
    const length = text === null ? -1 : writeText(bytes, at + 4, text);
    bytes.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return bytes.subarray(0, at);
}

function fixedArray<T>(
  oid: number,
  itemBytes: number,
  items: readonly (T | null)[],
  write: (bytes: Buffer, at: number, item: T) => void,
): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + items.length * (4 + itemBytes));
  writeHead(bytes, oid, items);
  let at = headBytes;
  for (const item of items) {
    bytes.writeInt32BE(item === null ? -1 : itemBytes, at);
    at += 4;
    if (item !== null) {
      write(bytes, at, item);
      at += itemBytes;
    }
  }
  return bytes.subarray(0, at);
}

/** One dimension, counted from 1; an array of nothing has none. */
function writeHead(bytes: Buffer, oid: number, items: readonly unknown[]): void {
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(items.includes(null) ? 1 : 0, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(items.length, 12);
  bytes.writeInt32BE(1, 16);
}

/** Most are a few letters of ASCII, for which a call out of JavaScript takes longer. */
function writeText(bytes: Buffer, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      return bytes.write(text, at, "utf8");
    }
    bytes[at + index] = code;
  }
  return text.length;
}
