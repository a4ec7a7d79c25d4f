import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, run } from "./statement.js";

interface RawCallback {
  readonly accountId: string;
  readonly id: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** Every column of `raw_callback`. */
export const rawColumns: Columns<RawCallback> = {
  accountId: "uuid",
  id: "uuid",
  body: "bytea",
  receivedAt: "timestamptz",
};

const text = `
insert into raw_callback (${columnList(rawColumns)})
select ${columnsOf(rawColumns, "n")} from ${batchTable("raw_callback_batch", "n")}`;

/** Keeps what vendors sent, encrypted by the caller. One row, one index entry each. */
export async function insertRawCallbacks(
  db: Connection,
  rows: readonly RawCallback[],
): Promise<void> {
  await run(db, "insert-raw-callbacks", text, [batchOf("raw_callback_batch", rawColumns, rows)]);
}
