/** Joins what makes exports, what asks for them and what serves them; a part of app.ts. */
import { z } from "zod";
import type { Ground } from "./ground.js";
import type { ExportPorts } from "./graphql/exports/export-ports.js";
import { every } from "./jobs/every.js";
import { startJobQueue } from "./jobs/job-queue.js";
import { exportLink } from "./manage/exports/export-link.js";
import type { OpenRecipient } from "./manage/exports/open-recipients.js";
import type { ExportRef, ReadExport } from "./manage/exports/ports.js";
import { runExport } from "./manage/exports/run-export.js";
import { sweepExports } from "./manage/exports/sweep-exports.js";
import { prepareExport } from "./reports/exports/prepare-export.js";
import { createExportReader } from "./store/exports/export-reader.js";
import { createExportRunStore } from "./store/exports/export-run-store.js";
import { createExportStore } from "./store/exports/export-store.js";
import { createExportSweepStore } from "./store/exports/export-sweep-store.js";
import { createJobPool } from "./store/job-pool.js";
import { openSealedRecipient } from "./store/open-sealed-recipient.js";

/** What resolvers and downloads of exports call. */
export function exportPorts({ pools, keyring, bus }: Ground, publicUrl: string): ExportPorts {
  return {
    exports: createExportStore(pools.app, keyring),
    bus,
    downloadUrl: (ref, expiresAt, now) => `${publicUrl}${exportLink(keyring, ref, expiresAt, now)}`,
  };
}

/** Reads the rows of exports; the same for the server and for the command. */
export function exportReader({ pools }: Ground): ReadExport {
  return createExportReader(pools.reports, prepareExport);
}

/** Opens the recipients of one tenant's sends. */
export function recipientOpener({ keyring }: Ground, tenantId: string): OpenRecipient {
  return (sealed) => openSealedRecipient(keyring, tenantId, sealed);
}

const payloadShape = z.object({ tenantId: z.uuid(), exportId: z.uuid() });
const sweepEveryMs = 5_000;

/** Makes exports as they are asked for, in the background; `stop` lets go of one under way. */
export function startExports(
  ground: Ground,
  now: () => Date,
  failed: (error: unknown, what?: string) => void,
): { stop(): Promise<void> } {
  const { pools, keyring, bus, database } = ground;
  const changed = ({ id }: ExportRef): void => bus.publish("exports", [id]);
  const ports = {
    runs: createExportRunStore(pools.app, keyring),
    read: exportReader(ground),
    openerOf: (tenantId: string) => recipientOpener(ground, tenantId),
    now,
    changed,
  };
  const pool = createJobPool(database.target, (error) => failed(error));
  const queue = startJobQueue({
    pool,
    failed,
    tasks: {
      async export({ payload, ...job }) {
        const { tenantId, exportId } = payloadShape.parse(payload);
        await runExport(ports, { tenantId, id: exportId, ...job });
      },
    },
  });
  const sweeps = createExportSweepStore(pools.owner);
  const sweep = every(sweepEveryMs, () => sweepExports(sweeps, changed, now()), failed);
  return {
    async stop() {
      await Promise.all([queue.stop(), sweep.stop()]);
      await pool.end();
    },
  };
}
