import type { EstimateRow } from "../../flow/measured-rows.js";
import type { LogPart } from "../../manage/routes/ports.js";
import { nobody } from "./change-route-estimates.js";
import { type Connection, run, write } from "./statement.js";

const readText = `select tenant_id as "tenantId", after, up_to as "upTo" from route_past
  order by tenant_id`;

/** Parts of logs that were put in behind what was learned, and are to be learned. A short table. */
export function readPast(db: Connection): Promise<LogPart[]> {
  return run<LogPart>(db, "read-route-past", readText, []);
}

const keepText = `
with n as (
  select * from unnest($1::uuid[], $2::bigint[]) as n(tenant_id, events) where events > 0
), to_learn as (
  insert into route_past (tenant_id, after, up_to) select tenant_id, $3 - events, $3 from n
)
insert into route_cursor (tenant_id, seq) select tenant_id, $3 from n order by tenant_id
on conflict (tenant_id) do nothing`;

/**
 * Notes that so many events are put into logs in front of `seq`, in the same transaction, and are
 * to be learned apart from what comes behind. Two rows per tenant.
 */
export function keepPast(
  db: Connection,
  counts: ReadonlyMap<string, number>,
  seq: bigint,
): Promise<void> {
  return write(db, "keep-route-past", keepText, [[...counts.keys()], [...counts.values()], seq]);
}

const forgetText = `delete from route_past p using unnest($1::uuid[]) as n(tenant_id)
  where p.tenant_id = n.tenant_id`;

/** They are learned. */
export function forgetPast(db: Connection, parts: readonly LogPart[]): Promise<void> {
  return write(db, "forget-route-past", forgetText, [parts.map(({ tenantId }) => tenantId)]);
}

const statesText = `select nullif(r.owner_id, '${nobody}') as "ownerId", r.family, r.key,
    r.ref_sec as "refSec", r.amounts
  from unnest($1::uuid[], $2::text[], $3::text[]) as n(owner_id, family, key)
  join route_estimate r on r.owner_id = n.owner_id and r.family = n.family and r.key = n.key`;

/** Those of these rows that are stored, as they are. One look-up each. */
export function readStates(db: Connection, rows: readonly EstimateRow[]): Promise<EstimateRow[]> {
  return run<EstimateRow>(db, "read-route-states", statesText, [
    rows.map((row) => row.ownerId ?? nobody),
    rows.map((row) => row.family),
    rows.map((row) => row.key),
  ]);
}
