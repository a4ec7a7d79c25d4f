import { type Connection, run } from "./statement.js";

const text = `
select n.id from unnest($1::uuid[], $2::uuid[]) as n(id, floor)
join tenant_counter c on c.tenant_id = n.id
where c.expired_seq = $3
  and not exists (select from send s where s.tenant_id = n.id and s.id < n.floor)`;

/**
 * Those of these tenants whose log begins behind `seq` and who have no send with an id below
 * `floor`. Two index look-ups each.
 */
export async function findWithoutPast(
  db: Connection,
  tenants: readonly { readonly id: string; readonly floor: string }[],
  seq: bigint,
): Promise<ReadonlySet<string>> {
  const rows = await run<{ id: string }>(db, "find-without-past", text, [
    tenants.map(({ id }) => id),
    tenants.map(({ floor }) => floor),
    seq,
  ]);
  return new Set(rows.map(({ id }) => id));
}
