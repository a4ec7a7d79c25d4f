import type pg from "pg";
import type { RollUpStore } from "../manage/stats/ports.js";
import { addUpStats } from "./sql/add-up-stats.js";
import {
  advanceCursors,
  findAllMinutes,
  findDueSlices,
  findLogsAhead,
  findTouchedSlices,
} from "./sql/find-touched-attempts.js";
import { closeMinutes, forgetSlices, openMinutes } from "./sql/open-minutes.js";
import { recountAttempts } from "./sql/recount-attempts.js";
import { takeLock } from "./take-lock.js";
import { transaction } from "./transaction.js";

/** The advisory lock of whoever changes these tables; "roll" in ASCII. */
export const rollUpLock = 1919904876;

// Every look-up has its index; on a young table the planner would rather read it whole. It takes
// every array for one of ten, so that it would sort where a hash takes a third of the time, and
// planning anew would tell it nothing. What a crash takes of the last moments it takes with the
// cursor: the next turn counts it again.
const begin =
  "begin; set local jit = off; set local enable_seqscan = off; set local enable_sort = off; " +
  "set local plan_cache_mode = force_generic_plan; set local synchronous_commit = off";

/** The roll-up's tables, as their owner: nobody else may write them. */
export function createRollUpStore(owner: pg.Pool): RollUpStore {
  return {
    exclusively: (wait, work) =>
      transaction(
        owner,
        async (client) => {
          if (!(await takeLock(client, rollUpLock, wait))) {
            return null;
          }
          return await work({
            findLogsAhead: (limit, eventsMax) => findLogsAhead(client, limit, eventsMax),
            findTouchedSlices: (logs) => findTouchedSlices(client, logs),
            findAllMinutes: (tenantId) => findAllMinutes(client, tenantId),
            findDueSlices: (now, limit) => findDueSlices(client, now, limit),
            openMinutes: (slices, now) => openMinutes(client, slices, now),
            closeMinutes: (now) => closeMinutes(client, now),
            forgetSlices: (tenantIds) => forgetSlices(client, tenantIds),
            recount: (counted, buckets, now) => recountAttempts(client, counted, buckets, now),
            addUp: (grain, buckets) => addUpStats(client, grain, buckets),
            advanceCursors: (logs) => advanceCursors(client, logs),
            clear: () => clear(client),
          });
        },
        begin,
      ),
  };
}

const tables = [
  "stat_slice",
  "stat_open",
  "stat_minute",
  "stat_hour",
  "stat_day",
  "stat_due",
  "stat_slice_due",
  "stat_cursor",
];

async function clear(client: pg.PoolClient): Promise<void> {
  for (const table of tables) {
    await client.query(`delete from ${table}`);
  }
}
