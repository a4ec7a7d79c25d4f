import { type Connection, run } from "./statement.js";

const text = `
select c.id from list_check c
where c.tenant_id = $1 and c.id = $2 and c.run_id = $3 and c.status = 'RUNNING' for share`;

/**
 * Keeps a list's check from being stopped or taken over until the transaction ends; false when that
 * has happened. Before any other lock. One row by its key.
 */
export async function lockListRun(
  db: Connection,
  tenantId: string,
  id: string,
  runId: string,
): Promise<boolean> {
  const rows = await run<{ id: string }>(db, "lock-list-run", text, [tenantId, id, runId]);
  return rows.length > 0;
}
