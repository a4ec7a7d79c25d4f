import { measuredPlaces } from "../../../../src/core/plan/estimate/measured-places.js";
import type { MeasuredSource } from "../../../../src/core/plan/estimate/open-market.js";
import type { PlanEstimate } from "../../../../src/core/plan/estimate/plan-estimate.js";
import { usualAsking } from "../../../../src/core/plan/estimate/virtual-patience.js";
import type { PlanSpec } from "../../../../src/core/plan/plan.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { coin, mixKeys } from "../../../../src/market/coin.js";
import type { Market } from "../../../../src/market/market.js";
import { Player } from "../../../../src/simulate/player.js";
import { marketSpace } from "../../../../src/simulate/policy/market-space.js";
import { type Choice, noChoice } from "../../../../src/simulate/policy/policy.js";
import { defaultPolicy, marketMix, marketOffers, planPolicy, trueSource } from "./market-plan.js";

/** What playing a plan comes to, per send; cost in micro-units, times to the first arrival. */
export interface PlayedFigures {
  readonly delivered: number;
  readonly verified: number;
  readonly cost: number;
  readonly duplicates: number;
  readonly p50Sec: number;
  readonly p95Sec: number;
}

/** A market's plan as estimates take it. */
export function planIn(market: Market, spec: PlanSpec, measured: MeasuredSource) {
  return {
    spec,
    mix: marketMix(market),
    offersAt: marketOffers(market),
    measured,
    policy: defaultPolicy,
  };
}

/** Plays a plan to the market's end; measured routing decides by `measured`. */
export function played(market: Market, spec: PlanSpec, measured: MeasuredSource): PlayedFigures {
  const player = new Player(market, planPolicy(market, planIn(market, spec, measured)));
  player.playUntil(Number.POSITIVE_INFINITY);
  const { tally, purse } = player;
  const { requested } = tally;
  return {
    delivered: tally.handsetSec.count / requested,
    verified: tally.verified / requested,
    cost: purse.spentMicros / requested,
    duplicates: tally.duplicates / requested,
    p50Sec: tally.handsetSec.quantile(0.5) ?? Number.NaN,
    p95Sec: tally.handsetSec.quantile(0.95) ?? Number.NaN,
  };
}

/**
 * What is learned of a market that is used by many: who comes earlier in the market's list carries
 * more, the last ones little; after 20 s of silence another one tries.
 */
export function learnedSource(market: Market): MeasuredSource {
  const router = new MeasuredRouter(marketSpace(market));
  const atSec = market.scenario.horizon_s;
  new Player(market, {
    choose(send, _cause, _atSec, offers): Choice {
      const tried = new Set(send.attempts.map(({ route }) => route));
      const open = market.routes.filter(
        (route) => !tried.has(route) && offers.priceMicros(route, send) !== null,
      );
      const key = mixKeys(mixKeys(market.seed, send.key), send.attempts.length);
      const route = send.attempts.length < 4 ? drawnEarly(open, coin(key, 41)) : null;
      return { ...noChoice, route, waitSec: route === null ? null : 20 };
    },
    hear: (event) => router.learn(event),
  }).playUntil(atSec);
  return {
    ...trueSource(market),
    view: router.viewOf(0),
    atSec,
    asking: usualAsking,
    sameUpstream: routeParameters.sameUpstream,
    placeOf: measuredPlaces(router.routes),
  };
}

/** One of them, the n-th with a weight of 1 / n. */
function drawnEarly<T>(all: readonly T[], draw: number): T | null {
  const weights = all.map((_, index) => 1 / (index + 1));
  let left = draw * weights.reduce((sum, weight) => sum + weight, 0);
  return all.find((_, index) => (left -= weights[index] ?? 0) <= 0) ?? all[0] ?? null;
}

/** How far an estimate's figures are from those of playing it: points, cost and times as shares. */
export function errorsOf(estimate: PlanEstimate, figures: PlayedFigures): PlayedFigures {
  const { delivery, successRate, costMicros, duplicateRate } = estimate;
  const { timeToDeliverMsP50, timeToDeliverMsP95 } = estimate;
  return {
    delivered: (delivery?.rate ?? 0) - figures.delivered,
    verified: (successRate ?? 0) - figures.verified,
    cost: (costMicros ?? 0) / figures.cost - 1,
    duplicates: (duplicateRate ?? 0) - figures.duplicates,
    p50Sec: (timeToDeliverMsP50 ?? 0) / 1000 / figures.p50Sec - 1,
    p95Sec: (timeToDeliverMsP95 ?? 0) / 1000 / figures.p95Sec - 1,
  };
}
