import type pg from "pg";

/**
 * Takes one of our advisory locks until the transaction's end: true = it is held. One round trip.
 *
 * @param wait false: does not wait for another process that has it
 */
export async function takeLock(
  client: pg.PoolClient,
  lockKey: number,
  wait: boolean,
): Promise<boolean> {
  if (wait) {
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    return true;
  }
  const { rows } = await client.query<{ got: boolean }>(
    "select pg_try_advisory_xact_lock($1) as got",
    [lockKey],
  );
  return rows[0]?.got === true;
}
