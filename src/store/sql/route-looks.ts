import type { LogPart, Look } from "../../manage/routes/ports.js";
import { type Connection, run } from "./statement.js";

const partsText = `
select c.tenant_id as "tenantId", greatest(coalesce(r.seq, 0), c.expired_seq) as after,
  least(c.last_seq, greatest(coalesce(r.seq, 0), c.expired_seq) + $2) as "upTo"
from tenant_counter c left join route_cursor r on r.tenant_id = c.tenant_id
where c.last_seq > greatest(coalesce(r.seq, 0), c.expired_seq)
order by c.tenant_id
limit $1`;

/**
 * The parts of all logs behind their cursors: of `tenants` logs at most, of each `events` at most.
 * Reads one row per tenant; logs are commit-ordered, so that nothing up to `upTo` comes later.
 */
export function findParts(db: Connection, tenants: number, events: number): Promise<LogPart[]> {
  return run<LogPart>(db, "find-route-parts", partsText, [tenants, events]);
}

const saveText = `
with moved as (
  insert into route_cursor (tenant_id, seq) select * from unnest($4::uuid[], $6::bigint[])
  on conflict (tenant_id) do update set seq = excluded.seq
)
insert into route_look (look, from_sec, to_sec, tenants, after, up_to)
values ($1, $2, $3, $4, $5, $6)`;

/** Notes a look and moves the cursors. One row, and one per tenant. */
export async function saveLook(db: Connection, look: Look): Promise<void> {
  const { parts } = look;
  await run(db, "save-route-look", saveText, [
    look.look,
    look.fromSec,
    look.toSec,
    parts.map((part) => part.tenantId),
    parts.map((part) => part.after),
    parts.map((part) => part.upTo),
  ]);
}

const readText = `select l.look, l.from_sec as "fromSec", l.to_sec as "toSec", l.tenants,
    l.after::text[] as after, l.up_to::text[] as "upTo"
  from route_look l where l.look > $1 order by l.look`;

interface LookRow extends Omit<Look, "parts"> {
  readonly tenants: readonly string[];
  readonly after: readonly string[];
  readonly upTo: readonly string[];
}

/** The looks behind a checkpoint, in order. */
export async function readLooks(db: Connection, checkpoint: bigint): Promise<readonly Look[]> {
  const rows = await run<LookRow>(db, "read-route-looks", readText, [checkpoint]);
  return rows.map(({ tenants, after, upTo, ...look }) => ({
    ...look,
    parts: tenants.map((tenantId, index) => ({
      tenantId,
      after: BigInt(after[index] ?? 0),
      upTo: BigInt(upTo[index] ?? 0),
    })),
  }));
}
