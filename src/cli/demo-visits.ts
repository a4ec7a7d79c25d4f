import type { DemoTenant } from "../manage/seed/demo-tenants.js";
import type { HistoryTenant } from "../manage/seed/history-store.js";
import type { Visit } from "../manage/seed/play-history.js";
import { coin, keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import { arrivals } from "../simulate/arrivals.js";
import { openCrowd } from "../simulate/crowd.js";

/** Whose traffic is played, over which time, with which luck. */
export interface Traffic {
  readonly tenant: HistoryTenant;
  readonly demo: DemoTenant;
  readonly seed: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How often somebody comes. */
export function countVisits(traffic: Traffic): number {
  let count = 0;
  for (const _ of moments(traffic)) {
    count += 1;
  }
  return count;
}

/** What is asked of one tenant, and by whom, in the order of time. */
export function* demoVisits(
  market: Market,
  traffic: Traffic,
): Generator<readonly [atMs: number, visit: Visit]> {
  const { tenant, demo } = traffic;
  const key = keyIn(traffic);
  const visitor = openCrowd(market, key, demo.traffic);
  let count = 0;
  for (const atMs of moments(traffic)) {
    count += 1;
    const somebody = visitor(count);
    const plan = planAt(demo.traffic.plans, coin(mixKeys(key, 2), count));
    if (somebody !== null && plan !== undefined && (!plan.byEmail || somebody.email !== null)) {
      const { phone, email, ...person } = somebody;
      const request = {
        planKey: plan.key,
        idempotencyKey: `${tenant.slug}-${count}`,
        phone: plan.byEmail ? null : phone,
        email,
        purpose: plan.purpose,
        externalId: `${tenant.slug}-${count}`,
        defaultCountry: null,
        locale: null,
        metadata: null,
        code: null,
        endUserIp: null,
        maxCost: null,
      };
      yield [atMs, { tenantId: tenant.id, request, ...person }];
    }
  }
}

function moments(traffic: Traffic): Generator<number> {
  const { fromMs, untilMs } = traffic;
  return arrivals(traffic.demo.traffic, mixKeys(keyIn(traffic), 1), fromMs, untilMs);
}

function keyIn({ seed, tenant }: Traffic): number {
  return mixKeys(seed, keyOf(tenant.slug));
}

type PlanShares = DemoTenant["traffic"]["plans"];

function planAt(plans: PlanShares, draw: number): PlanShares[number] | undefined {
  let end = 0;
  return plans.find(({ share }) => {
    end += share;
    return draw < end;
  });
}
