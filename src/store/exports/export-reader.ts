import type { Readable } from "node:stream";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { ExportSnapshot, ExportSpec, ReadExport } from "../../manage/exports/ports.js";
import type { ReportDb } from "../../reports/report-db.js";
import { reportDb } from "../report-reader.js";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An export's statements in one snapshot. */
export interface ExportStatements {
  readonly columns: ExportSnapshot["columns"];
  /** Counts the rows as "count"; null = their number is known at the end. */
  readonly count: string | null;
  copy(shape: Parameters<ExportSnapshot["lines"]>[0]): string;
}

/** Prepares the statements of an export. */
export type PrepareExport = (
  db: ReportDb,
  tenantId: string,
  spec: ExportSpec,
) => Promise<ExportStatements>;

/**
 * Exports as sandi_app, each on one connection of its own and in one snapshot, by COPY straight
 * from Postgres. A connection whose rows were not read to the end is closed.
 */
export function createExportReader(pool: pg.Pool, prepare: PrepareExport): ReadExport {
  return async (tenantId, spec, work) => {
    if (!uuidPattern.test(tenantId)) {
      throw new TypeError("not a lower-case uuid");
    }
    const client = await pool.connect();
    let isClean = false;
    try {
      await client.query(
        "begin isolation level repeatable read read only; " +
          `set local app.tenant = '${tenantId}'; set local jit = off; ` +
          // One processor is enough for what nobody waits for.
          "set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0",
      );
      const statements = await prepare(reportDb(client), tenantId, spec);
      const result = await work({
        columns: statements.columns,
        count: () => countRows(client, statements.count),
        lines: (shape) => copyLines(client, statements.copy(shape)),
      });
      await client.query("commit");
      isClean = true;
      return result;
    } finally {
      client.release(!isClean);
    }
  };
}

async function countRows(client: pg.PoolClient, text: string | null): Promise<number | null> {
  if (text === null) {
    return null;
  }
  const { rows } = await client.query<{ count: bigint }>(text);
  return Number(rows[0]?.count ?? 0n);
}

async function* copyLines(client: pg.PoolClient, text: string): AsyncGenerator<Buffer> {
  const stream: Readable = client.query(copyTo(text));
  for await (const chunk of stream) {
    yield chunk as Buffer;
  }
}
