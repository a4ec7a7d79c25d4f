/** Joins what estimates plans to what sends are routed by; a part of app.ts. */
import type { Walk } from "./flow/create-walk.js";
import type { Ground } from "./ground.js";
import type { EstimatePorts } from "./manage/plans/estimate-ports.js";
import { oneAtATime } from "./manage/plans/one-at-a-time.js";
import { createPlanFactsStore } from "./store/plan-facts-store.js";
import { createQualityReader } from "./store/quality-reader.js";

/** What resolvers of estimates call. */
export function estimatePorts(
  { slow, pools }: Ground,
  { rules }: Pick<Walk, "rules">,
  now: () => Date,
): EstimatePorts {
  const quality = createQualityReader(pools.engine);
  return {
    ...slow.stores,
    facts: createPlanFactsStore(slow.dataSource),
    calculate: oneAtATime(),
    async viewOf(tenantId) {
      // Kept current only for tenants whose plans look at it.
      await rules.quality.refresh(quality, [tenantId], now());
      const view = (await rules.current([tenantId])).get(tenantId);
      if (view === undefined) {
        throw new Error("the tenant of an estimate is gone");
      }
      return view;
    },
  };
}
