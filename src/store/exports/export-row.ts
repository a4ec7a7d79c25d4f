import type { ExportRow } from "../../manage/exports/ports.js";

/** The columns of ExportRow, of the table as `e`. */
export const exportColumns = `
  e.tenant_id as "tenantId", e.id, e.kind, e.format, e.status, e.starts_at as "from",
  e.ends_at as "to", e.group_by as "groupBy", e.filter, e.reveals_recipients as "revealsRecipients",
  e.rows_written as "rowsWritten", e.rows_expected as "rowsExpected", e.bytes, e.sha256, e.error,
  e.created_at as "createdAt", e.finished_at as "finishedAt", e.expires_at as "expiresAt"`;

/** As the columns come. */
export type StoredExport = Omit<ExportRow, "rowsWritten" | "rowsExpected" | "bytes"> & {
  readonly rowsWritten: bigint;
  readonly rowsExpected: bigint | null;
  readonly bytes: bigint;
};

/** Counts as numbers: none comes near 2^53. */
export function toExportRow(row: StoredExport): ExportRow {
  const { rowsWritten, rowsExpected, bytes } = row;
  return {
    ...row,
    rowsWritten: Number(rowsWritten),
    rowsExpected: rowsExpected === null ? null : Number(rowsExpected),
    bytes: Number(bytes),
  };
}
