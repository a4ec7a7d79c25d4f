import type pg from "pg";
import { addRoundTrip } from "./sql/statement.js";

const retriesMax = 3;
const retryable = new Set(["40001", "40P01"]);
const givenUp = new Map<string, number>();

/** Transactions that Postgres gave up because of others, by SQLSTATE; 40P01 is a bug of ours. */
export function countGivenUp(): ReadonlyMap<string, number> {
  return givenUp;
}

/**
 * Runs `work` between begin and commit on one connection of the pool. A transaction that Postgres
 * gave up because of others (40001, 40P01) is begun anew, at most 3 times, so `work` must not act
 * outside of the database. `begin` may carry further settings: `begin; set local …`. Two round
 * trips beside those of `work`; `work` may send the commit behind its last statements by itself.
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, commit: () => Promise<void>) => Promise<T>,
  begin = "begin",
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transactionOnce(pool, work, begin);
    } catch (error) {
      const state = sqlState(error);
      if (retryable.has(state)) {
        givenUp.set(state, (givenUp.get(state) ?? 0) + 1);
      }
      if (attempt >= retriesMax || !retryable.has(state)) {
        throw error;
      }
    }
  }
}

async function transactionOnce<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, commit: () => Promise<void>) => Promise<T>,
  begin: string,
): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  let committed: Promise<void> | null = null;
  const commit = (): Promise<void> => (committed ??= commitOn(client));
  try {
    addRoundTrip("begin");
    const begun = client.query(begin);
    if (!client.pipeline) {
      await begun;
    }
    // A begin alone fails only with its connection, and then all that follows it does.
    const [result] = await Promise.all([work(client, commit), begun]);
    await commit();
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: unknown) => {
      // A connection that cannot roll back is of no further use to the pool.
      failed = lost instanceof Error ? lost : new Error(String(lost));
    });
    throw error;
  } finally {
    client.release(failed);
  }
}

/** Postgres answers the commit of a transaction in which a statement failed with ROLLBACK. */
async function commitOn(client: pg.PoolClient): Promise<void> {
  addRoundTrip("commit");
  const { command } = await client.query("commit");
  if (command !== "COMMIT") {
    throw new Error("a statement failed, and the transaction with it");
  }
}

function sqlState(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
