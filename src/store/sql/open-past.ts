import { type Connection, run } from "./statement.js";

const text = `
update tenant_counter c set expired_seq = c.expired_seq - n.events
from unnest($1::uuid[], $2::bigint[]) as n(tenant_id, events)
where c.tenant_id = n.tenant_id and c.expired_seq = $3
returning c.tenant_id as "tenantId"`;

/**
 * Lets logs that begin behind `seq` begin so many places earlier, where events were stored in the
 * same transaction; its last statement. Throws where a log begins elsewhere. One row per tenant.
 */
export async function openPast(
  db: Connection,
  counts: ReadonlyMap<string, number>,
  seq: bigint,
): Promise<void> {
  const given = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const opened = await run<{ tenantId: string }>(db, "open-past", text, [
    given.map(([tenantId]) => tenantId),
    given.map(([, events]) => events),
    seq,
  ]);
  if (opened.length !== given.length) {
    throw new Error("a log that was to get a past has one");
  }
}
