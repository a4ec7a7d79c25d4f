import { type Connection, run } from "./statement.js";

/**
 * Tables whose rows are named by account and a uuid of version 7,
 * which holds the time that they came.
 */
const byAccount = (table: string): string => `
with gone as (
  delete from ${table} r using (
    select o.account_id, o.id
    from vendor_account a
    cross join lateral (
      select i.account_id, i.id from ${table} i
      where i.account_id = a.id and i.id < $1::uuid order by i.id limit $2
    ) o
    limit $2
  ) old
  where r.account_id = old.account_id and r.id = old.id
  returning 1
)
select count(*)::integer as deleted from gone`;

const rawCallbacksText = byAccount("raw_callback");
const inboxText = byAccount("receipt_inbox");

/**
 * Deletes at most `limit` stored callbacks from before `before`; returns how many.
 * One index range per account.
 */
export function deleteRawCallbacks(db: Connection, before: Date, limit: number): Promise<number> {
  return deleted(db, "delete-raw-callbacks", rawCallbacksText, [firstIdAt(before), limit]);
}

/**
 * Deletes at most `limit` receipts that nobody was found for, from before `before`;
 * returns how many.
 */
export function deleteInbox(db: Connection, before: Date, limit: number): Promise<number> {
  return deleted(db, "delete-inbox", inboxText, [firstIdAt(before), limit]);
}

const idempotencyText = `
with old as (
  select i.tenant_id, i.mutation, i.key from idempotency i
  where i.created_at < $1 order by i.created_at limit $2
), gone as (
  delete from idempotency i using old
  where i.tenant_id = old.tenant_id and i.mutation = old.mutation and i.key = old.key
  returning 1
)
select count(*)::integer as deleted from gone`;

/**
 * Deletes at most `limit` idempotency keys from before `before`, oldest first; returns how many.
 */
export function deleteIdempotency(db: Connection, before: Date, limit: number): Promise<number> {
  return deleted(db, "delete-idempotency", idempotencyText, [before, limit]);
}

const routesText = `
with old as (
  select r.account_id, r.vendor_message_id from message_route r where r.created_at < $1 limit $2
), gone as (
  delete from message_route r using old
  where r.account_id = old.account_id and r.vendor_message_id = old.vendor_message_id
  returning 1
)
select count(*)::integer as deleted from gone`;

/**
 * Deletes at most `limit` message routes from before `before`; returns how many. Cost:
 * a few pages of a BRIN index.
 */
export function deleteMessageRoutes(db: Connection, before: Date, limit: number): Promise<number> {
  return deleted(db, "delete-message-routes", routesText, [before, limit]);
}

const checksText = `
with old as (
  select c.tenant_id, c.recipient_index, c.vendor_id from number_check c
  where c.checked_at < $1 order by c.checked_at limit $2
), gone as (
  delete from number_check c using old
  where c.tenant_id = old.tenant_id and c.recipient_index = old.recipient_index
    and c.vendor_id = old.vendor_id
  returning 1
)
select count(*)::integer as deleted from gone`;

/** Deletes at most `limit` answers about numbers from before `before`; returns how many. */
export function deleteNumberChecks(db: Connection, before: Date, limit: number): Promise<number> {
  return deleted(db, "delete-number-checks", checksText, [before, limit]);
}

async function deleted(
  db: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<number> {
  const rows = await run<{ deleted: number }>(db, name, text, values);
  return rows[0]?.deleted ?? 0;
}

/** The least uuid of version 7 that could have been made at this moment (RFC 9562). */
function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
