import { isExportOver } from "../../core/exports/export-kind.js";
import type { Bus } from "../../flow/tail.js";
import { followRow } from "./follow-row.js";
import type { ExportRef, ExportRow, ExportStore } from "./ports.js";

export interface FollowExportPorts {
  readonly exports: Pick<ExportStore, "exportsById">;
  readonly bus: Bus;
  readonly pollMs?: number;
}

/**
 * How an export stands, now and whenever that changes, until it is over. Ends at once when there is
 * none. `return()` frees it at once, also while it waits.
 */
export function followExport(
  { exports, ...ports }: FollowExportPorts,
  { tenantId, id }: ExportRef,
): AsyncIterableIterator<ExportRow> {
  return followRow(ports, {
    id,
    read: async () => (await exports.exportsById(tenantId, [id]))[0] ?? null,
    textOf: ({ status, rowsWritten, rowsExpected, bytes }) =>
      [status, rowsWritten, rowsExpected, bytes].join(" "),
    isOver: ({ status }) => isExportOver(status),
  });
}
