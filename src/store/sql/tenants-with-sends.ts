import { type Connection, run } from "./statement.js";

const text = `
select t.id from unnest($1::uuid[]) as t (id)
where exists (select from send s where s.tenant_id = t.id)`;

/** Those of these tenants that have ever asked for a code. One index look-up each. */
export async function tenantsWithSends(
  db: Connection,
  tenantIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await run<{ id: string }>(db, "tenants-with-sends", text, [tenantIds]);
  return new Set(rows.map((row) => row.id));
}
