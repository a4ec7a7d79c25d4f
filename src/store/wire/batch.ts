import { ByteWriter } from "./byte-writer.js";
import { wireType } from "./wire-type.js";

/** Where an array's bytes name the type of its elements. */
const elementTypeAt = 8;
const bytes = new ByteWriter();

/**
 * The parameter for `batchTable`: an array of records, as bytes. Postgres spends a fifth of a
 * statement on reading the same as text. Only connections of the hot side take it: they know which
 * number the records' type has in their database.
 */
export class Batch {
  /**
   * @param type  of the records
   * @param bytes the array, its elements' type not filled in yet
   */
  constructor(
    readonly type: string,
    private readonly bytes: Buffer,
  ) {}

  /** The bytes for a database in which the records' type has the number `typeId`. */
  ofType(typeId: number): Buffer {
    this.bytes.writeUInt32BE(typeId, elementTypeAt);
    return this.bytes;
  }
}

/**
 * Writes rows as records of `type`, the columns in their order. Throws on a value that is not of
 * its column's type.
 *
 * Source: `array_recv` and `record_recv` of PostgreSQL.
 */
export function batchOf<Row, Field extends keyof Row>(
  type: string,
  columns: { readonly [F in Field]: string },
  rows: readonly Row[],
): Batch {
  const fields = fieldsOf(columns);
  bytes.clear();
  for (const part of [rows.length === 0 ? 0 : 1, 0, 0]) {
    bytes.int32(part);
  }
  if (rows.length > 0) {
    bytes.int32(rows.length);
    bytes.int32(1);
  }
  for (const row of rows) {
    const start = bytes.beginSized();
    bytes.int32(fields.length);
    for (const { name, id, write } of fields) {
      const value = row[name as Field];
      bytes.int32(id);
      if (value === null || value === undefined) {
        bytes.int32(-1);
      } else {
        const from = bytes.beginSized();
        write(bytes, value);
        bytes.endSized(from);
      }
    }
    bytes.endSized(start);
  }
  return new Batch(type, bytes.take());
}

interface WireField {
  readonly name: string;
  readonly id: number;
  readonly write: (bytes: ByteWriter, value: unknown) => void;
}

const known = new WeakMap<object, readonly WireField[]>();

function fieldsOf(columns: Readonly<Record<string, string>>): readonly WireField[] {
  let fields = known.get(columns);
  if (fields === undefined) {
    fields = Object.entries(columns).map(([name, type]) => ({ name, ...wireType(type) }));
    known.set(columns, fields);
  }
  return fields;
}
