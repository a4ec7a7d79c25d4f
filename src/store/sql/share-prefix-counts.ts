import type { PrefixCount } from "../../core/guard/prefix-counter.js";
import type { PrefixCountStore } from "../../flow/guard-counts.js";
import { type Connection, run, write } from "./statement.js";

const text = `
with n as (
  select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::float8[])
    as n(tenant_id, name, window_no, sends, expires)
), added as (
  insert into prefix_count as c (tenant_id, name, window_no, sends, changed_at, expires_at)
  select n.tenant_id, n.name, n.window_no, n.sends, clock_timestamp(), to_timestamp(n.expires)
  from n order by 1, 2, 3
  on conflict (tenant_id, name, window_no) do update
  set sends = c.sends + excluded.sends, changed_at = excluded.changed_at
  returning c.tenant_id, c.name, c.window_no, c.sends
)
select clock_timestamp() as at, null::uuid as "tenantId", '' as name, 0::bigint as "window",
  0 as sends
union all
select null, a.tenant_id, a.name, a.window_no, a.sends from added a
union all
select null, c.tenant_id, c.name, c.window_no, c.sends from prefix_count c
where c.tenant_id = any($6::uuid[]) and ($7::timestamptz is null or c.changed_at >= $7)
  and not exists (select from n where n.tenant_id = c.tenant_id and n.name = c.name
    and n.window_no = c.window_no)`;

interface Row {
  readonly at: Date | null;
  readonly tenantId: string | null;
  readonly name: string;
  readonly window: bigint;
  readonly sends: number;
}

/**
 * Adds what a process counted of prefixes; returns these windows as all processes have counted
 * them, and those of the named tenants that changed since. A row per window.
 */
export async function sharePrefixCounts(
  db: Connection,
  added: readonly PrefixCount[],
  tenantIds: readonly string[],
  since: Date | null,
): ReturnType<PrefixCountStore["sharePrefixCounts"]> {
  const rows = await run<Row>(db, "share-prefix-counts", text, [
    added.map(({ key }) => key.slice(0, key.indexOf(" "))),
    added.map(({ key }) => key.slice(key.indexOf(" ") + 1)),
    added.map(({ window }) => window),
    added.map(({ sends }) => sends),
    added.map(({ window, windowSec }) => (window + 2) * windowSec),
    tenantIds,
    since,
  ]);
  const at = rows.find((row) => row.at !== null)?.at ?? new Date(0);
  const counts = rows.flatMap(({ tenantId, name, window, sends }) =>
    tenantId === null ? [] : [{ key: `${tenantId} ${name}`, window: Number(window), sends }],
  );
  return { counts, at };
}

const deleteText = "delete from prefix_count where expires_at < $1";

/** Deletes counts of windows that nobody looks at any more. Reads the whole table. */
export function deletePrefixCounts(db: Connection, now: Date): Promise<void> {
  return write(db, "delete-prefix-counts", deleteText, [now]);
}
