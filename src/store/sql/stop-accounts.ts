import { type Connection, run } from "./statement.js";

const text = `
with stopped as (
  update vendor_account set stopped_at = $2 where id = any($1::uuid[]) and stopped_at is null
  returning id, tenant_id
), bumped as (
  update market_version set version = version + 1 where exists (select from stopped)
)
select id from stopped`;

/**
 * Marks accounts as refused by their vendor, for every process; returns those that were not before.
 */
export async function stopAccounts(
  db: Connection,
  accountIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await run<{ id: string }>(db, "stop-accounts", text, [accountIds, now]);
  return rows.map((row) => row.id);
}

const restartText = `
with restarted as (
  update vendor_account set stopped_at = null, last_checked_at = $2, last_check_ok = true,
    last_check_message = $3
  where id = $1 and stopped_at is not null
  returning id
), bumped as (
  update market_version set version = version + 1 where exists (select from restarted)
)
select id from restarted`;

/**
 * Lets an account be used again whose check passed; returns false when it was not stopped any more.
 */
export async function restartAccount(
  db: Connection,
  accountId: string,
  message: string,
  now: Date,
): Promise<boolean> {
  const rows = await run(db, "restart-account", restartText, [accountId, now, message]);
  return rows.length > 0;
}
