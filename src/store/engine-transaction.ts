import type pg from "pg";
import { sqlState } from "./as-viewer.js";

const retriableStates = new Set(["40001", "40P01"]);
const triesMax = 3;

/**
 * Runs `work` in a transaction as sandi_engine, which sees every tenant: each statement in it names its tenant.
 * Begins anew, at most 3 times, after a serialization failure or a deadlock.
 */
export async function engineTransaction<T>(
  pool: pg.Pool,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const value = await work(client);
      await client.query("commit");
      client.release();
      return value;
    } catch (error) {
      const isUsable = await client.query("rollback").then(
        () => true,
        () => false,
      );
      client.release(!isUsable);
      if (tries >= triesMax || !retriableStates.has(sqlState(error) ?? "")) {
        throw error;
      }
    }
  }
}
