import { columnArrays, columnList, type Columns, unnestSelect, unnestTable } from "./columns.js";
import { type Connection, run } from "./statement.js";

interface RawCallback {
  readonly accountId: string;
  readonly id: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

const rawColumns: Columns<RawCallback> = {
  accountId: "uuid",
  id: "uuid",
  body: "bytea",
  receivedAt: "timestamptz",
};

const text = `
insert into raw_callback (${columnList(rawColumns)})
select ${unnestSelect(rawColumns, "n")} from ${unnestTable(rawColumns, "n")}`;

/** Keeps what vendors sent, encrypted by the caller. One row, one index entry each. */
export async function insertRawCallbacks(
  db: Connection,
  rows: readonly RawCallback[],
): Promise<void> {
  await run(db, "insert-raw-callbacks", text, columnArrays(rawColumns, rows));
}
