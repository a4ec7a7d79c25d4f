/** Joins what replays plans to the log of sends; a part of app.ts. */
import { estimatePorts } from "./app-estimates.js";
import type { Walk } from "./flow/create-walk.js";
import type { ResolverPorts } from "./graphql/resolver-ports.js";
import type { Ground } from "./ground.js";
import type { ReplayPorts } from "./manage/replay/replay-ports.js";
import { ReplayTurns } from "./manage/replay/replay-turns.js";
import { readReplayLog } from "./reports/read-replay-log.js";
import { createPlanFactsStore } from "./store/plan-facts-store.js";
import { createReportReader } from "./store/report-reader.js";

/** What resolvers tell of plans by: what was measured, and what was sent. */
export function planAnswers(
  ground: Ground,
  walk: Pick<Walk, "rules">,
  now: () => Date,
): Pick<ResolverPorts, "estimates" | "replays"> {
  return { estimates: estimatePorts(ground, walk, now), replays: replayPorts(ground, walk) };
}

/** What resolvers and commands of replays call. */
export function replayPorts({ slow, pools }: Ground, { rules }: Pick<Walk, "rules">): ReplayPorts {
  const read = createReportReader(pools.reports);
  return {
    ...slow.stores,
    facts: createPlanFactsStore(slow.dataSource),
    turns: new ReplayTurns(),
    readLog: (tenantId, range, goesOn) => readReplayLog(read, tenantId, range, goesOn),
    async viewOf(tenantId) {
      const view = (await rules.current([tenantId])).get(tenantId);
      if (view === undefined) {
        throw new Error("the tenant of a replay is gone");
      }
      return view;
    },
  };
}
