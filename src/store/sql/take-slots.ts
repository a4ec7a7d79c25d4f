import { type Connection, run } from "./statement.js";

const text = `
insert into account_pace as p (account_id, next_free_at)
values ($1, $4::timestamptz + make_interval(secs => $2::double precision / $3))
on conflict (account_id) do update
set next_free_at = greatest(p.next_free_at, $4) + make_interval(secs => $2::double precision / $3)
returning next_free_at - make_interval(secs => $2::double precision / $3) as first`;

/**
 * Takes `count` places in an account's pace of `perSecond` submissions, across all processes.
 * Returns when the first may go; the others follow 1/perSecond apart. One row update. Source: GCRA
 * (ITU-T I.371).
 */
export async function takeSlots(
  db: Connection,
  accountId: string,
  count: number,
  perSecond: number,
  now: Date,
): Promise<Date> {
  const rows = await run<{ first: Date }>(db, "take-slots", text, [
    accountId,
    count,
    perSecond,
    now,
  ]);
  return rows[0]?.first ?? now;
}
