import { type Connection, run } from "./statement.js";

const text = `update api_key set last_used_at = $2
  where id = $1 and (last_used_at is null
    or last_used_at <= $2::timestamptz - interval '1 minute')`;

/**
 * Notes a use of a key, at most once a minute across all processes. As sandi_engine.
 * One row, by primary key.
 */
export async function touchKey(db: Connection, id: string, now: Date): Promise<void> {
  await run(db, "touch-key", text, [id, now]);
}
