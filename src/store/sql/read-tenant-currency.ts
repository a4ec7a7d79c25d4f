import { type Connection, run } from "./statement.js";

const text = "select t.currency from tenant t where t.id = $1";

/**
 * The currency of a tenant that exists; throws without one. As sandi_app. One row, by primary key.
 */
export async function readTenantCurrency(db: Connection, tenantId: string): Promise<string> {
  const rows = await run<{ currency: string }>(db, "read-tenant-currency", text, [tenantId]);
  const [row] = rows;
  if (row === undefined) {
    throw new Error("a viewer's tenant does not exist");
  }
  return row.currency;
}
