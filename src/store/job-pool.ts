import pg from "pg";
import { connectionConfig, type DatabaseTarget } from "./connection.js";
import { tellOfIdleErrors } from "./pool.js";

const connectionsMax = 3;

/**
 * Connections of the job queue, as the owner of its tables. They read types as the driver does by
 * itself, which is what the queue expects.
 *
 * @param onIdleError hears of connections that break while nobody uses them
 */
export function createJobPool(
  target: DatabaseTarget,
  onIdleError: (error: Error) => void,
): pg.Pool {
  const { types: _ours, ...config } = connectionConfig(target, "owner", "sandi-jobs");
  const pool = new pg.Pool({ ...config, max: connectionsMax, connectionTimeoutMillis: 10_000 });
  tellOfIdleErrors(pool, onIdleError);
  pool.on("connect", (client) =>
    client.on("error", (error) => {
      if (!pool.ending) {
        onIdleError(error);
      }
    }),
  );
  return pool;
}
