import type pg from "pg";
import { ReportTooSlow } from "../core/report-too-slow.js";
import type { ReadReport, ReportDb } from "../reports/report-db.js";
import { transaction } from "./transaction.js";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const queryCanceled = "57014";
// The pool's own words; it has no code for it.
const noConnection = "timeout exceeded when trying to connect";

/**
 * Snapshots for reports, read as sandi_app on a pool of their own, so that a long one takes no
 * connection from short reads.
 *
 * @param timeoutMs after which one statement is given up
 * Throws ReportTooSlow then, and when no connection gets free.
 */
export function createReportReader(pool: pg.Pool, timeoutMs = 14_000): ReadReport {
  return async (tenantId, work) => {
    if (!uuidPattern.test(tenantId)) {
      throw new TypeError("not a lower-case uuid");
    }
    // Compiling a report takes longer than it saves; sorting and grouping should stay in memory.
    const begin =
      "begin isolation level repeatable read read only; " +
      `set local app.tenant = '${tenantId}'; set local statement_timeout = ${timeoutMs}; ` +
      "set local jit = off; set local work_mem = '64MB'";
    try {
      return await transaction(pool, (client) => work(reportDb(client)), begin);
    } catch (error) {
      throw isTooSlow(error) ? new ReportTooSlow("too slow", { cause: error }) : error;
    }
  };
}

function isTooSlow(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === queryCanceled || message === noConnection;
}

/** The snapshot of a transaction that was begun repeatable read, as sandi_app of a tenant. */
export function reportDb(client: pg.PoolClient | pg.Client): ReportDb {
  return {
    async set(name, value) {
      await client.query("select set_config($1, $2, true)", [name, value]);
    },
    async query<Row extends object>(text: string) {
      const { rows } = await client.query<Row & pg.QueryResultRow>(text);
      return rows;
    },
  };
}
