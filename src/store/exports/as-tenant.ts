import type pg from "pg";
import { transaction } from "../transaction.js";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Runs `work` in a transaction of sandi_app that sees the rows of one tenant. */
export function asTenant<T>(
  pool: pg.Pool,
  tenantId: string,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
  if (!uuidPattern.test(tenantId)) {
    throw new TypeError("not a lower-case uuid");
  }
  return transaction(pool, work, `begin; set local app.tenant = '${tenantId}'`);
}
