import { type Connection, run } from "./statement.js";

/** What a list was told of a number that it asked about. */
export interface ListLookUp {
  readonly index: Buffer;
  /** Why it brought nothing; null = an answer is kept, or nothing was heard. */
  readonly failure: string | null;
}

const findText = `
select l.recipient_index as index, l.failure from look_up l
where l.tenant_id = $1 and l.list_id = $2 and l.recipient_index = any($3::bytea[])
  and not (l.charge = 'RELEASED' and l.failure is null)`;

const sumText = `
select coalesce(sum(case when l.charge = 'HELD' then l.price_micros else l.vendor_cost_micros end),
  0)::bigint as micros,
  (count(*) filter (where not (l.charge = 'RELEASED' and l.failure is null)))::integer as asked
from look_up l where l.tenant_id = $1 and l.list_id = $2`;

/**
 * Which of these numbers a list has asked about; what was held for and not asked after all is left
 * out. One index look-up each.
 */
export function findListLookUps(
  db: Connection,
  tenantId: string,
  listId: string,
  indexes: readonly Buffer[],
): Promise<readonly ListLookUp[]> {
  return run<ListLookUp>(db, "find-list-look-ups", findText, [tenantId, listId, indexes]);
}

/**
 * What a list's look-ups cost so far, in the currency that they were asked for in, what is held
 * included. Reads all of the list's look-ups.
 */
export async function sumListLookUps(
  db: Connection,
  tenantId: string,
  listId: string,
): Promise<{ readonly micros: bigint; readonly asked: number }> {
  type Sum = { readonly micros: bigint; readonly asked: number };
  const [sum] = await run<Sum>(db, "sum-list-look-ups", sumText, [tenantId, listId]);
  return sum ?? { micros: 0n, asked: 0 };
}
