import type pg from "pg";
import type { Keyring } from "../../flow/keyring.js";
import type { ExportRun, ExportRunStore } from "../../manage/exports/ports.js";
import { asTenant } from "./as-tenant.js";
import { exportColumns, type StoredExport, toExportRow } from "./export-row.js";
import { sealPiece } from "./piece-codec.js";

/** The run is still the one that makes it. */
const isOurs = "e.tenant_id = $1 and e.id = $2 and e.run_id = $3 and e.status = 'RUNNING'";

/** What makes exports, as sandi_app of the tenant that each belongs to. */
export function createExportRunStore(pool: pg.Pool, keyring: Keyring): ExportRunStore {
  const change = (run: ExportRun, set: string, values: readonly unknown[]) =>
    asTenant(pool, run.tenantId, async (tx) => {
      const { rowCount } = await tx.query(`update export e set ${set} where ${isOurs}`, [
        ...keyOf(run),
        ...values,
      ]);
      return rowCount === 1;
    });
  return {
    claimExport: (run, worker, leaseUntil) =>
      asTenant(pool, run.tenantId, async (tx) => {
        const { rows } = await tx.query<StoredExport>(
          `update export e set status = 'RUNNING', run_id = $3, worker = $4, lease_until = $5,
             rows_written = 0, rows_expected = null, bytes = 0
           where e.tenant_id = $1 and e.id = $2 and e.status = 'QUEUED'
           returning ${exportColumns}`,
          [...keyOf(run), worker, leaseUntil],
        );
        await tx.query(
          "delete from export_piece where tenant_id = $1 and export_id = $2 and run_id <> $3",
          keyOf(run),
        );
        const [row] = rows;
        return row === undefined ? null : toExportRow(row);
      }),
    noteProgress: (run, { rowsWritten, rowsExpected, bytes }, leaseUntil) =>
      change(run, "rows_written = $4, rows_expected = $5, bytes = $6, lease_until = $7", [
        ...[rowsWritten, rowsExpected, bytes, leaseUntil],
      ]),
    async addPiece(run, { number, start, bytes }) {
      const sealed = await sealPiece(keyring, run.tenantId, bytes);
      await asTenant(pool, run.tenantId, (tx) =>
        tx.query(
          `insert into export_piece (tenant_id, export_id, run_id, number, starts_at, ends_at,
             sealed)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [...keyOf(run), number, start, start + bytes.length, sealed],
        ),
      );
    },
    finishExport: (run, { rowsWritten, bytes, sha256, now, expiresAt }) =>
      change(
        run,
        `status = 'READY', rows_written = $4, rows_expected = $4, bytes = $5, sha256 = $6,
         finished_at = $7, expires_at = $8, worker = null, lease_until = null`,
        [rowsWritten, bytes, sha256, now, expiresAt],
      ),
    giveUpExport: (run, error, now) =>
      asTenant(pool, run.tenantId, async (tx) => {
        const { rowCount } = await tx.query(
          `update export e set status = case when $4::text is null then 'QUEUED' else 'FAILED' end,
             error = $4, finished_at = case when $4::text is not null then $5::timestamptz end,
             worker = null, lease_until = null
           where ${isOurs}`,
          [...keyOf(run), error, now],
        );
        await tx.query(
          "delete from export_piece where tenant_id = $1 and export_id = $2 and run_id = $3",
          keyOf(run),
        );
        return rowCount === 1;
      }),
  };
}

function keyOf({ tenantId, exportId, runId }: ExportRun): [string, string, string] {
  return [tenantId, exportId, runId];
}
