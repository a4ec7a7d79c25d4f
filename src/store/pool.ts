import pg from "pg";
import { connectionConfig, type DatabaseRole, type DatabaseTarget } from "./connection.js";
import { EngineClient } from "./engine-client.js";

export interface Pools {
  /** Hot statements of store/sql: every tenant's rows, bound by their own policy. */
  readonly engine: pg.Pool;
  /** Tenant reads and manage: sees the tenant named by `SET LOCAL app.tenant`. */
  readonly app: pg.Pool;
  /** Reports and exports, as `app`: few connections, so that they leave the processors to sends. */
  readonly reports: pg.Pool;
  /** Migrations, roll-ups and the job queue: owns the tables. */
  readonly owner: pg.Pool;
  /** Ends all; waits for queries that run. */
  close(): Promise<void>;
}

export interface PoolSizes {
  readonly engine: number;
  readonly app: number;
  /** Absent = 3. */
  readonly reports?: number;
  readonly owner: number;
}

const defaultSizes: PoolSizes = { engine: 12, app: 10, owner: 4 };
const reportsMax = 3;

/**
 * Makes the pools; nothing connects before the first query.
 *
 * @param onIdleError hears of connections that break while nobody uses them; the pool replaces them
 */
export function createPools(
  target: DatabaseTarget,
  onIdleError: (error: Error) => void,
  sizes: PoolSizes = defaultSizes,
): Pools {
  const engine = createPool(target, "engine", sizes.engine, onIdleError);
  const app = createPool(target, "app", sizes.app, onIdleError);
  const reports = createPool(target, "app", sizes.reports ?? reportsMax, onIdleError);
  const owner = createPool(target, "owner", sizes.owner, onIdleError);
  return {
    engine,
    app,
    reports,
    owner,
    async close() {
      await Promise.all([engine.end(), app.end(), reports.end(), owner.end()]);
    },
  };
}

/**
 * Makes one pool of at most `max` connections that act as `role`.
 *
 * @param isHot whether they take the hot side's statements, whose batches are bytes
 */
export function createPool(
  target: DatabaseTarget,
  role: DatabaseRole,
  max: number,
  onIdleError: (error: Error) => void,
  isHot = role === "engine",
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(target, role, `sandi-${role}`),
    // Statements of one transaction go out without waiting for each other's answers.
    ...(isHot && {
      pipeline: true,
      Client: EngineClient,
      onConnect: learnTypes,
    }),
    max,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
  });
  tellOfIdleErrors(pool, onIdleError);
  return pool;
}

/**
 * A connection that breaks while its pool is being closed is missed by nobody: not by the pool, nor
 * after the pool has let go of it.
 */
export function tellOfIdleErrors(pool: pg.Pool, onIdleError: (error: Error) => void): void {
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => {
    if (!pool.ending) {
      onIdleError(error);
    }
  });
}

// The pool waits for it, which its declared type does not say.
const learnTypes: (client: pg.ClientBase) => unknown = (client) =>
  client instanceof EngineClient ? client.learnTypes() : undefined;
