import type pg from "pg";
import type { BuiltDay, CostFactStore } from "../manage/reports/ports.js";
import { addUpCostDay } from "./sql/add-up-cost-day.js";
import { findCostWork } from "./sql/find-cost-work.js";
import { markCostDays } from "./sql/mark-cost-days.js";
import { transaction } from "./transaction.js";

const eventsMax = 50_000;
// A day is a small part of the tables: by default the planner would rather read all of them. A day
// that a crash takes is not there to be read either, and is added up again.
const begin =
  "begin; set local jit = off; set local work_mem = '64MB'; set local random_page_cost = 1.1; " +
  "set local synchronous_commit = off";

/** The cost facts, as their owner: nobody else may write them. */
export function createCostFactStore(owner: pg.Pool): CostFactStore {
  return {
    findWork: (now) => findCostWork(owner, now),
    markChanged: ({ tenantId }, now) =>
      transaction(owner, (client) => markCostDays(client, tenantId, now, eventsMax), begin),
    async firstHeldAt(tenantId) {
      const { rows } = await owner.query<{ at: Date }>(
        "select held_at as at from attempt where tenant_id = $1 order by held_at limit 1",
        [tenantId],
      );
      return rows[0]?.at ?? null;
    },
    async daysOf(tenantId) {
      const { rows } = await owner.query<BuiltDay>(
        `select starts_at as "startsAt", ends_at as "endsAt", built_at as "builtAt",
           is_dirty as "isDirty"
         from cost_day where tenant_id = $1 order by starts_at`,
        [tenantId],
      );
      return rows;
    },
    async addUp(tenantId, day, now) {
      await transaction(owner, (client) => addUpCostDay(client, tenantId, day, now), begin);
    },
    async finish({ tenantId, timeZone }, nextBuildAt) {
      await owner.query(
        "update cost_cursor set zone = $2, next_build_at = $3 where tenant_id = $1",
        [tenantId, timeZone, nextBuildAt],
      );
    },
  };
}
