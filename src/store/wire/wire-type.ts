import type { ByteWriter } from "./byte-writer.js";

/** How Postgres takes a value of one type as bytes: its number in every database, and the bytes. */
export interface WireType {
  readonly id: number;
  /** Writes a value that is not null, without its length. */
  readonly write: (bytes: ByteWriter, value: unknown) => void;
}

const pgEpochMs = Date.UTC(2000, 0, 1);

const scalars: Readonly<Record<string, WireType>> = {
  boolean: { id: 16, write: (bytes, value) => bytes.byte(value === true ? 1 : 0) },
  bytea: { id: 17, write: (bytes, value) => bytes.bytes(value as Buffer) },
  bigint: {
    id: 20,
    write: (bytes, value) =>
      typeof value === "number" ? bytes.safeInt64(value) : bytes.int64(BigInt(value as bigint)),
  },
  integer: { id: 23, write: (bytes, value) => bytes.int32(value as number) },
  text: { id: 25, write: (bytes, value) => bytes.text(value as string) },
  timestamptz: { id: 1184, write: (bytes, value) => writeMoment(bytes, value as Date) },
  numeric: { id: 1700, write: (bytes, value) => writeNumeric(bytes, String(value)) },
  uuid: { id: 2950, write: (bytes, value) => bytes.uuid(value as string) },
  jsonb: { id: 3802, write: (bytes, value) => writeJson(bytes, value) },
};

/**
 * The type of that name, also as `name[]`; throws for one that no batch has.
 *
 * Sources: PostgreSQL's `pg_type.dat` for the numbers, the `*_recv` functions for the bytes.
 */
export function wireType(name: string): WireType {
  const isArray = name.endsWith("[]");
  const scalar = scalars[isArray ? name.slice(0, -2) : name];
  const arrayId = arrayIds[name];
  if (scalar === undefined || (isArray && arrayId === undefined)) {
    throw new Error(`no batch has columns of type ${name}`);
  }
  return arrayId === undefined
    ? scalar
    : { id: arrayId, write: (bytes, value) => writeArray(bytes, scalar, value as unknown[]) };
}

const arrayIds: Readonly<Record<string, number>> = { "text[]": 1009, "uuid[]": 2951 };

function writeArray(bytes: ByteWriter, type: WireType, items: readonly unknown[]): void {
  bytes.int32(items.length === 0 ? 0 : 1);
  bytes.int32(0);
  bytes.int32(type.id);
  if (items.length > 0) {
    bytes.int32(items.length);
    bytes.int32(1);
    for (const item of items) {
      const start = bytes.beginSized();
      type.write(bytes, item);
      bytes.endSized(start);
    }
  }
}

/** Microseconds since 2000. */
function writeMoment(bytes: ByteWriter, moment: Date): void {
  const ms = moment.getTime();
  if (Number.isNaN(ms)) {
    throw new RangeError("not a moment");
  }
  bytes.safeInt64((ms - pgEpochMs) * 1000);
}

/** A version, then the text. */
function writeJson(bytes: ByteWriter, value: unknown): void {
  bytes.byte(1);
  bytes.text(JSON.stringify(value));
}

/** Digits of base 10,000, the point between two of them. Source: `numeric_recv`. */
function writeNumeric(bytes: ByteWriter, text: string): void {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) {
    throw new RangeError(`${text} is not a decimal number`);
  }
  const [, sign, whole = "", fraction = ""] = parts;
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const right = fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
  const digits = (left + right).match(/.{4}/g) ?? [];
  bytes.int16(digits.length);
  bytes.int16(left.length / 4 - 1);
  bytes.int16(sign === "-" ? 0x4000 : 0);
  bytes.int16(fraction.length);
  for (const digit of digits) {
    bytes.int16(Number(digit));
  }
}
