import type pg from "pg";
import type { PrefixCountStore } from "../flow/guard-counts.js";
import type { EstimateReader } from "../flow/measured-rows.js";
import type { LearnerStore } from "../manage/routes/ports.js";
import { addEstimates, deleteStates, putEstimates } from "./sql/change-route-estimates.js";
import { findOpenCauses } from "./sql/find-open-causes.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { readBase, readEstimates } from "./sql/read-route-estimates.js";
import { readTaughtEvents } from "./sql/read-taught-events.js";
import { resolveAlerts } from "./sql/resolve-alerts.js";
import { readRouteBreakers, replaceRouteBreakers } from "./sql/route-breakers.js";
import { findParts, readLooks, saveLook } from "./sql/route-looks.js";
import { forgetPast, readPast, readStates } from "./sql/route-past.js";
import { readSeat, readState, saveSeat, saveState } from "./sql/route-seat.js";
import { deletePrefixCounts, sharePrefixCounts } from "./sql/share-prefix-counts.js";
import { takeLock } from "./take-lock.js";
import { transaction } from "./transaction.js";

/** The advisory lock of whoever learns; "lern" in ASCII. */
export const learnerLock = 1818587758;

// As for the roll-up: a crash takes what was learned and the cursor together.
const begin =
  "begin; set local jit = off; set local enable_seqscan = off; " +
  "set local synchronous_commit = off";

/** The learner's tables, as their owner: nobody else may write them. */
export function createLearnerStore(owner: pg.Pool): LearnerStore {
  return {
    exclusively: (work) =>
      transaction(
        owner,
        async (client) => {
          return (await takeLock(client, learnerLock, false))
            ? await work({
                readSeat: () => readSeat(client),
                saveSeat: (seat) => saveSeat(client, seat),
                findParts: (tenants, events) => findParts(client, tenants, events),
                readParts: (parts) => readTaughtEvents(client, parts),
                readPast: () => readPast(client),
                forgetPast: (parts) => forgetPast(client, parts),
                readStates: (rows) => readStates(client, rows),
                addEstimates: (sums, seat) => addEstimates(client, sums, seat),
                putEstimates: (states, seat) => putEstimates(client, states, seat),
                replaceBreakers: (breakers) => replaceRouteBreakers(client, breakers),
                readBreakers: () => readRouteBreakers(client),
                findOpenCauses: (causes) => findOpenCauses(client, causes),
                raiseAlerts: async (alerts) => void (await insertAlerts(client, alerts)),
                resolveAlerts: async (causes, now) =>
                  void (await resolveAlerts(client, causes, now)),
                saveLook: (look) => saveLook(client, look),
                readLooks: (checkpoint) => readLooks(client, checkpoint),
                readBase: (checkpoint) => readBase(client, checkpoint),
                readState: () => readState(client),
                saveState: (state, checkpoint) => saveState(client, state, checkpoint),
                deleteStates: (family, beforeSec) => deleteStates(client, family, beforeSec),
                deletePrefixCounts: (now) => deletePrefixCounts(client, now),
              })
            : null;
        },
        begin,
      ),
  };
}

/** What was learned, read as sandi_engine. */
export function createEstimateReader(engine: pg.Pool): EstimateReader {
  return {
    readEstimates: (after) => readEstimates(engine, after),
    readRouteBreakers: () => readRouteBreakers(engine),
  };
}

/** What guard rules count in all processes, as sandi_engine. */
export function createPrefixCountStore(engine: pg.Pool): PrefixCountStore {
  return {
    sharePrefixCounts: (added, tenantIds, since) =>
      sharePrefixCounts(engine, added, tenantIds, since),
  };
}
