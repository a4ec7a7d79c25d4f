import { type Connection, run } from "./statement.js";

const text = `select min(s.wake_at) as "wakeAt" from send s where s.wake_at is not null`;

/** When the next send is due; null when none waits. One look at the head of the index send_wake. */
export async function findNextWake(db: Connection): Promise<Date | null> {
  const rows = await run<{ wakeAt: Date | null }>(db, "find-next-wake", text, []);
  return rows[0]?.wakeAt ?? null;
}
