import { type Connection, run } from "./statement.js";

/** Whose account this is: a tenant's id; null for the marketplace's and for none. */
export async function findAccountOwner(db: Connection, accountId: string): Promise<string | null> {
  const rows = await run<{ tenantId: string | null }>(
    db,
    "find-account-owner",
    `select tenant_id as "tenantId" from vendor_account where id = $1`,
    [accountId],
  );
  return rows[0]?.tenantId ?? null;
}
