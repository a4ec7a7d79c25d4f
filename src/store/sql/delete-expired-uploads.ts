import { type Connection, run } from "./statement.js";

const text = `
with old as (
  select u.tenant_id, u.id from upload u where u.expires_at <= $1 order by u.expires_at limit $2
), gone as (
  delete from upload u using old where u.tenant_id = old.tenant_id and u.id = old.id returning 1
)
select count(*)::integer as deleted from gone`;

/**
 * Deletes at most `limit` uploads that have expired, oldest first, with their pieces; returns how
 * many. Cost grows with their bytes.
 */
export async function deleteExpiredUploads(
  db: Connection,
  now: Date,
  limit: number,
): Promise<number> {
  const rows = await run<{ deleted: number }>(db, "delete-expired-uploads", text, [now, limit]);
  return rows[0]?.deleted ?? 0;
}
