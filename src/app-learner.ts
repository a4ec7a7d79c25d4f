/** Joins what learns of routes to logs, market and boards; a part of app.ts. */
import { randomUUID } from "node:crypto";
import type { StatCell } from "./core/stats/cell.js";
import type { Walk } from "./flow/create-walk.js";
import type { Ground } from "./ground.js";
import { every } from "./jobs/every.js";
import { startLearning } from "./jobs/learn-routes.js";
import { type LearnerMarket, RouteLearner } from "./manage/routes/route-learner.js";
import { receiptTrust } from "./manage/stats/receipt-trust.js";
import { createLearnerStore } from "./store/learner-store.js";

const lookEveryMs = 1_500;

/** Who hears of what goes on. */
interface RoutingHooks {
  readonly failed: (error: unknown, what?: string) => void;
  readonly say: (line: string) => void;
}

/** Starts what learns, in one process of all, and what reads what was learned, in each. */
export function startRouting(
  { pools, keyring, bus }: Ground,
  walk: Walk,
  now: () => Date,
  { failed, say }: RoutingHooks,
): readonly { stop(): Promise<void> }[] {
  const learner = new RouteLearner({
    store: createLearnerStore(pools.owner),
    processId: randomUUID(),
    keyring,
    market: () => marketFacts(walk),
    breakersChanged: (accountIds, alertTenants) => {
      bus.publish("health", accountIds);
      bus.publish("alerts", alertTenants);
    },
  });
  return [
    startLearning({
      learner,
      now,
      failed,
      learnedPast: (sends) => say(`routing: learned from ${sends} sends of the past`),
    }),
    every(lookEveryMs, () => walk.refreshEstimates(), failed),
  ];
}

/** How far receipts are to be trusted in a cell; own accounts count where a tenant is named. */
export async function trustIn(
  { rules }: Pick<Walk, "rules">,
  cell: StatCell,
  tenantId: string | null,
): Promise<number | null> {
  return receiptTrust(await rules.market(), rules.measured, cell, tenantId);
}

/** The market as the learner asks for it. */
export async function marketFacts(walk: Pick<Walk, "rules">): Promise<LearnerMarket> {
  const { accounts } = await walk.rules.freshMarket();
  return {
    upstreams: walk.rules.measured.upstreams,
    accountOf: (accountId) => {
      const account = accounts.get(accountId);
      return account === undefined
        ? null
        : {
            tenantId: account.tenantId,
            vendorId: account.vendorId,
            vendorSlug: account.vendor.slug,
          };
    },
  };
}
