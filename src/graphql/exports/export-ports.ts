import type { Bus } from "../../flow/tail.js";
import type { ExportStore } from "../../manage/exports/ports.js";

/** What resolvers of exports call. */
export interface ExportPorts {
  readonly exports: ExportStore;
  readonly bus: Bus;
  /** The whole address of an export's bytes, good for a while. */
  downloadUrl(
    ref: { readonly tenantId: string; readonly id: string },
    expiresAt: Date,
    now: Date,
  ): string;
}
