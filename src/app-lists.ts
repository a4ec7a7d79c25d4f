/** Joins what checks lists, what asks for it and what serves the results; a part of app.ts. */
import { z } from "zod";
import type { Ground } from "./ground.js";
import type { ListCheckPorts } from "./graphql/lists/list-ports.js";
import { every } from "./jobs/every.js";
import { startJobQueue } from "./jobs/job-queue.js";
import type { CheckPorts } from "./manage/checks/ports.js";
import { exportLink } from "./manage/exports/export-link.js";
import { runListCheck } from "./manage/lists/run-list-check.js";
import { sweepListChecks } from "./manage/lists/sweep-list-checks.js";
import { createJobPool } from "./store/job-pool.js";
import { createListCheckStore } from "./store/lists/list-check-store.js";
import { createListRunStore } from "./store/lists/list-run-store.js";
import { createListSweepStore } from "./store/lists/list-sweep-store.js";

/** What resolvers and downloads of list checks call. */
export function listPorts(
  { pools, keyring, bus, slow }: Ground,
  checks: CheckPorts,
  publicUrl: string,
): ListCheckPorts {
  return {
    lists: createListCheckStore(pools.app, keyring),
    checks,
    uploads: slow.stores.uploads,
    bus,
    changed: (id) => bus.publish("exports", [id]),
    downloadUrl: (ref, expiresAt, now) =>
      `${publicUrl}${exportLink(keyring, ref, expiresAt, now, "listCheck")}`,
  };
}

const payloadShape = z.object({ tenantId: z.uuid(), listCheckId: z.uuid() });
const sweepEveryMs = 5_000;
// Lists mostly wait for vendors: one of hours keeps no other from being checked.
const listsAtOnce = 4;

/** Checks lists as they are asked for, in the background; `stop` lets go of those under way. */
export function startListChecks(
  ground: Ground,
  checks: CheckPorts,
  now: () => Date,
  failed: (error: unknown, what?: string) => void,
): { stop(): Promise<void> } {
  const { pools, keyring, bus, database, slow } = ground;
  const changed = (id: string): void => bus.publish("exports", [id]);
  const runs = createListRunStore(pools.app, keyring);
  const ports = { runs, checks, uploads: slow.stores.uploads, now, changed };
  const pool = createJobPool(database.target, (error) => failed(error));
  const queue = startJobQueue({
    pool,
    failed,
    concurrency: listsAtOnce,
    tasks: {
      async "list-check"({ payload, ...job }) {
        const { tenantId, listCheckId } = payloadShape.parse(payload);
        await runListCheck(ports, { tenantId, id: listCheckId, ...job });
      },
    },
  });
  const sweeps = createListSweepStore(pools.owner, pools.engine);
  const sweep = every(sweepEveryMs, () => sweepListChecks(sweeps, changed, now()), failed);
  return {
    async stop() {
      await Promise.all([queue.stop(), sweep.stop()]);
      await pool.end();
    },
  };
}
