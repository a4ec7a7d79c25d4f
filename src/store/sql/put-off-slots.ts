import { type Connection, write } from "./statement.js";

const text = `
insert into account_pace as p (account_id, next_free_at) values ($1, $2)
on conflict (account_id) do update
set next_free_at = greatest(p.next_free_at, excluded.next_free_at)`;

/** Leaves an account's pace without a free slot until then, in all processes. One row update. */
export function putOffSlots(db: Connection, accountId: string, until: Date): Promise<void> {
  return write(db, "put-off-slots", text, [accountId, until]);
}
