import type { RouteBreakerRow } from "../../flow/measured-rows.js";
import { type Connection, run } from "./statement.js";

const readText = `select scope, key, account_ids as "accountIds", channels, upstream, country,
    network,
    opened_at as "openedAt", opened_by as "openedBy", probe_at as "probeAt", wait_sec as "waitSec",
    good, failures
  from route_breaker order by scope collate "C", key collate "C"`;

/** All breakers that are open by what was measured; a short table. */
export function readRouteBreakers(db: Connection): Promise<RouteBreakerRow[]> {
  return run<RouteBreakerRow>(db, "read-route-breakers", readText, []);
}

const deleteText = `delete from route_breaker b
where not exists (select from unnest($1::text[], $2::text[]) as n(scope, key)
  where n.scope = b.scope and n.key = b.key)`;

const putText = `
insert into route_breaker (scope, key, account_ids, channels, upstream, country, network, opened_at,
  opened_by, probe_at, wait_sec, good, failures)
select n.scope, n.key, n.account_ids::uuid[], n.channels::text[], n.upstream, n.country, n.network,
  n.opened_at, n.opened_by, n.probe_at, n.wait_sec, n.good, n.failures
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::timestamptz[], $9::text[], $10::timestamptz[], $11::float8[], $12::int[], $13::int[])
  as n(scope, key, account_ids, channels, upstream, country, network, opened_at, opened_by,
    probe_at, wait_sec, good, failures)
on conflict (scope, key) do update set account_ids = excluded.account_ids,
  channels = excluded.channels, opened_at = excluded.opened_at, opened_by = excluded.opened_by,
  probe_at = excluded.probe_at, wait_sec = excluded.wait_sec, good = excluded.good,
  failures = excluded.failures`;

/** Puts these in the place of all open breakers. Two statements over a short table. */
export async function replaceRouteBreakers(
  db: Connection,
  rows: readonly RouteBreakerRow[],
): Promise<void> {
  const keys = [rows.map((row) => row.scope), rows.map((row) => row.key)];
  await run(db, "delete-route-breakers", deleteText, keys);
  if (rows.length > 0) {
    await run(db, "put-route-breakers", putText, [
      ...keys,
      rows.map((row) => `{${row.accountIds.join(",")}}`),
      rows.map((row) => `{${row.channels.join(",")}}`),
      rows.map((row) => row.upstream),
      rows.map((row) => row.country),
      rows.map((row) => row.network),
      rows.map((row) => row.openedAt),
      rows.map((row) => row.openedBy),
      rows.map((row) => row.probeAt),
      rows.map((row) => row.waitSec),
      rows.map((row) => row.good),
      rows.map((row) => row.failures),
    ]);
  }
}
