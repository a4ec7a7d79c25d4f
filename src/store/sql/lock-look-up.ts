import type { Key } from "../../flow/ports.js";
import { selectList } from "./columns.js";
import { type LookUpRow, lookUpColumns } from "./look-up-row.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(lookUpColumns, "l")} from look_up l
where l.tenant_id = $1 and l.id = $2 for update`;

/** Locks one look-up, before the budget periods; null = there is none. One row by its key. */
export async function lockLookUp(db: Connection, key: Key): Promise<LookUpRow | null> {
  const [row] = await run<LookUpRow>(db, "lock-look-up", text, [key.tenantId, key.id]);
  return row ?? null;
}
