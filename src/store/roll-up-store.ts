import type pg from "pg";
import type { RollUpStore } from "../manage/stats/ports.js";
import { addUpStats } from "./sql/add-up-stats.js";
import {
  advanceCursors,
  findAllMinutes,
  findDueMinutes,
  findLogsAhead,
  findTouchedMinutes,
} from "./sql/find-touched-attempts.js";
import { recountMinutes } from "./sql/recount-minutes.js";
import { takeLock } from "./take-lock.js";
import { transaction } from "./transaction.js";

/** The advisory lock of whoever changes these tables; "roll" in ASCII. */
export const rollUpLock = 1919904876;

// Every look-up has its index; on a young table the planner would rather read it whole. What a
// crash takes of the last moments it takes with the cursor: the next turn counts it again.
const begin =
  "begin; set local jit = off; set local enable_seqscan = off; " +
  "set local synchronous_commit = off";

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
            findTouchedMinutes: (logs) => findTouchedMinutes(client, logs),
            findAllMinutes: (tenantId) => findAllMinutes(client, tenantId),
            findDueMinutes: (now, limit) => findDueMinutes(client, now, limit),
            recountMinutes: (buckets, now) => recountMinutes(client, buckets, now),
            addUp: (grain, buckets) => addUpStats(client, grain, buckets),
            advanceCursors: (logs) => advanceCursors(client, logs),
            clear: () => clear(client),
          });
        },
        begin,
      ),
  };
}

async function clear(client: pg.PoolClient): Promise<void> {
  for (const table of ["stat_minute", "stat_hour", "stat_day", "stat_due", "stat_cursor"]) {
    await client.query(`delete from ${table}`);
  }
}
