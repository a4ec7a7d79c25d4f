import { Logger, runMigrations } from "graphile-worker";
import type { DatabaseTarget } from "./connection.js";
import { createJobPool } from "./job-pool.js";

/**
 * Brings the job queue's own schema, graphile_worker, up to its version, as the owner. Several
 * processes at once do no harm.
 */
export async function migrateJobs(target: DatabaseTarget): Promise<void> {
  const pool = createJobPool(target, () => undefined);
  try {
    // What it does is told by what it throws.
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
