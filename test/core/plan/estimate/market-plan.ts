import { next } from "../../../../src/core/failover/engine.js";
import type { EngineSend } from "../../../../src/core/failover/engine-state.js";
import {
  type MeasuredSource,
  type OffersAt,
  openMarket,
  type PlayedPlan,
} from "../../../../src/core/plan/estimate/open-market.js";
import type { VirtualAttempt } from "../../../../src/core/plan/estimate/virtual-attempt.js";
import {
  type TakenRoute,
  VirtualChoice,
} from "../../../../src/core/plan/estimate/virtual-choice.js";
import type { TrafficCell } from "../../../../src/core/plan/estimate/virtual-market.js";
import type { AskingHabits } from "../../../../src/core/plan/estimate/virtual-patience.js";
import { finePoints } from "../../../../src/core/plan/estimate/route-odds.js";
import type { PlanSpec, PlanStep } from "../../../../src/core/plan/plan.js";
import type { RouteView } from "../../../../src/core/route/measured/estimate-view.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { routingPolicy } from "../../../../src/core/route/routing-policy.js";
import type { Candidate } from "../../../../src/core/route/candidate.js";
import { coin, mixKeys } from "../../../../src/market/coin.js";
import type { Market } from "../../../../src/market/market.js";
import type { MarketRoute } from "../../../../src/market/market-parts.js";
import type { LiveAttempt, LiveSend } from "../../../../src/simulate/live-send.js";
import { type Choice, noChoice, type Policy } from "../../../../src/simulate/policy/policy.js";
import { latencyQuantiles } from "../../../../src/simulate/policy/latency-quantiles.js";
import { TrueView } from "../../../../src/simulate/policy/true-view.js";

/** A step of a plan; vendors are routes of the market. */
export function stepOf(
  channel: PlanStep["channel"],
  routes: readonly string[],
  rest: Partial<PlanStep> = {},
): PlanStep {
  return {
    channel,
    vendors: routes.map((vendor) => ({ vendor, accountId: null, weight: null })),
    strategy: "PRIORITY",
    advanceOn: ["REJECTED", "UNDELIVERED"],
    waitSec: 20,
    waitFor: "DELIVERED",
    maxAttempts: routes.length,
    countries: null,
    ...rest,
  };
}

/** A plan of such steps. */
export function planOf(steps: readonly PlanStep[], rest: Partial<PlanSpec> = {}): PlanSpec {
  return {
    steps,
    code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
    resend: { maxResends: 2, cooldownSec: 0, switchVendor: true },
    maxCostPerSendMicros: null,
    maxAttempts: 4,
    deadlineSec: 180,
    countries: null,
    objective: "BALANCED",
    order: "AS_WRITTEN",
    messages: [],
    ...rest,
  };
}

/** Measured routing as the platform sets it. */
export const defaultPolicy = routingPolicy({
  duplicateRateMax: null,
  explorationRate: null,
  valuePerVerifiedMicros: null,
});

/** What a market's routes cost in a cell, as candidates of a step. */
export function marketOffers(market: Market): OffersAt {
  const cells = new Map(market.cells.map((cell) => [`${cell.country} ${cell.id}`, cell]));
  return (step, country, network) => {
    // E-mail goes everywhere.
    const cell = cells.get(country === null ? "* *" : `${country} ${network}`);
    return step.vendors.map((vendor, vendorIndex) => {
      const route = market.routeById.get(vendor.vendor);
      const price =
        route === undefined || cell === undefined ? undefined : market.at(route, cell, 0)?.price;
      return candidateOf(vendor.vendor, vendorIndex, vendor.weight, step, route, price);
    });
  };
}

function candidateOf(
  id: string,
  vendorIndex: number,
  weight: number | null,
  step: PlanStep,
  route: MarketRoute | undefined,
  price: number | undefined,
): Candidate {
  const micros = price === undefined ? null : BigInt(Math.round(price * 1e6));
  const billedOn = route?.bill === "delivery" ? "DELIVERED" : "SUBMITTED";
  return {
    vendorIndex,
    vendorId: id,
    vendorSlug: id,
    accountId: id,
    channel: step.channel,
    weight,
    skippedBecause: micros === null ? "NO_OFFER" : null,
    price: micros === null ? null : { micros, currency: "USD", billedOn },
    parts: 1,
    exchangeRate: "1",
    tenantPriceMicros: micros,
    breaker: "HEALTHY",
    isProbe: false,
    failures: 0,
    evidence: null,
  };
}

/** Where the people of a market are. */
export function marketMix(market: Market): readonly TrafficCell[] {
  return market.cells.map(({ id, country, weight }) => ({ country, network: id, weight }));
}

/** A market's true parameters, as if they had been measured. */
export function trueSource(market: Market): MeasuredSource {
  const view = new TrueView(market);
  return {
    view,
    atSec: 0,
    routeOf: (accountId) => view.space.routeNumber(accountId),
    cellOf: (_country, network) => view.space.cellNumber(network ?? "") ?? 0,
    asking: askingOf(market),
    sameUpstream: market.scenario.user.same_upstream_retry,
    placeOf: (route, cell) => ({
      route,
      trials: 1e6,
      absent:
        market.routes[route]?.channel === "whatsapp" ? (market.cells[cell]?.noWhatsapp ?? 0) : 0,
      latencySec: latencyOf(market, route, cell),
      failsLate: failsLateOf(market, view.route(route, cell, 0), route, cell),
      honesty: {
        share: Math.min(1, view.route(route, cell, 0).trust),
        deviation: 0,
        conversion: 1,
      },
    }),
  };
}

function askingOf({ scenario: { user } }: Market): AskingHabits {
  return {
    medianSec: user.resend_median_s,
    sigma: user.resend_sigma,
    staysSec: user.resend_bonus_s,
  };
}

const receiptDelaySec = 1.25;
const noLatency = new Float64Array(finePoints).fill(60);
/** Most routes are as slow in one cell as in the next, and in every test. */
const knownLatencies = new Map<string, Float64Array>();

function latencyOf(market: Market, route: number, cell: number): Float64Array {
  const theRoute = market.routes[route];
  const theCell = market.cells[cell];
  const now = theRoute && theCell && market.at(theRoute, theCell, 0);
  if (now === undefined) {
    return noLatency;
  }
  const key = `${now.medianSec} ${now.sigma} ${now.tailP} ${now.tailMult}`;
  const known = knownLatencies.get(key);
  const latency = known ?? latencyQuantiles(now, finePoints).map((sec) => sec + receiptDelaySec);
  knownLatencies.set(key, latency);
  return latency;
}

/** What the engine knows of a send that the simulator plays. */
interface PlayedSend {
  readonly attempts: VirtualAttempt[];
  /** Resends that the plan allowed. */
  round: number;
  roundAtSec: number;
}

/** Of what gets no receipt "delivered", the share that is reported failed after 12 s. */
function failsLateOf(market: Market, view: RouteView, route: number, cell: number): number {
  const theRoute = market.routes[route];
  const theCell = market.cells[cell];
  const now = theRoute && theCell && market.at(theRoute, theCell, 0);
  // Others report 6 to 46 s after submission, WhatsApp at once.
  return now === undefined || theRoute?.channel === "whatsapp"
    ? 0
    : (view.failsEarly * (46 - 12)) / (12 - 6);
}

/** A plan as a policy of the simulator: the engine moves, the market decides what comes of it. */
export function planPolicy(market: Market, plan: PlayedPlan): Policy {
  const played = openMarket(plan);
  const choice = new VirtualChoice(played);
  const known = new WeakMap<LiveSend, PlayedSend>();
  return {
    choose(send, _cause, atSec): Choice {
      const cell = played.cells[send.cell.index];
      const state = known.get(send) ?? { attempts: [], round: 0, roundAtSec: send.requestedAtSec };
      known.set(send, state);
      const { attempts } = state;
      // Who asks more often than the plan allows gets nothing, and nothing else changes.
      if (send.resends > state.round && send.resends <= plan.spec.resend.maxResends) {
        state.round = send.resends;
        state.roundAtSec = send.roundAtSec;
      }
      if (cell === undefined) {
        throw new Error("a market's cells are the plan's");
      }
      attempts.forEach((attempt, index) => {
        takeNews(attempt, send.attempts[index]);
        doubt(attempt, plan.spec);
      });
      for (;;) {
        const move = next(engineSend(send, plan.spec, state), momentOf(atSec));
        for (const { number, to } of move.changes) {
          (attempts[number - 1] as VirtualAttempt).status = to;
        }
        if (move.kind !== "try") {
          const until = move.kind === "wait" ? move.until : null;
          return { ...noChoice, waitSec: until === null ? null : until.getTime() / 1000 - atSec };
        }
        const taken = choice.take(cell, attempts, move.options, {
          nowSec: atSec - send.requestedAtSec,
          roundSec: state.roundAtSec - send.requestedAtSec,
          round: state.round,
          draw: coin(mixKeys(send.key, send.attempts.length), 77),
        });
        if (taken === "NO_ROUTE" || taken === "PUT_OFF") {
          return noChoice;
        }
        const route = market.routeById.get(taken.candidate.vendorSlug);
        if (route === undefined) {
          throw new Error("a plan's vendors are the market's routes");
        }
        attempts.push(submitted(taken, state, send, atSec));
        const confirmSec = isDoubted(taken, plan.spec) ? routeParameters.confirmSec : null;
        return { ...noChoice, route, waitSec: taken.waitSec, confirmSec };
      }
    },
  };
}

function momentOf(sec: number): Date {
  return new Date(Math.round(sec * 1000));
}

function takeNews(attempt: VirtualAttempt, live: LiveAttempt | undefined): void {
  if (live?.outcome === "DELIVERED" && attempt.status !== "DELIVERED") {
    attempt.status = "DELIVERED";
    // When it was heard, which may be long before this question.
    attempt.reachedAt = momentOf(live.submittedAtSec + (live.fate.receipt?.afterSec ?? 0));
  } else if (live?.outcome === "FAILED") {
    attempt.status = "UNDELIVERED";
  } else if (live?.outcome === "REJECTED") {
    attempt.status = "REJECTED";
  }
}

/** Where receipts lie, a code has to be typed in before an adaptive wait ends. */
function isDoubted({ step, odds }: Pick<TakenRoute, "step" | "odds">, spec: PlanSpec): boolean {
  const taken = spec.steps[step - 1];
  return odds.isDoubted && taken?.waitSec === null && taken.waitFor === "DELIVERED";
}

function doubt(attempt: VirtualAttempt, spec: PlanSpec): void {
  if (attempt.status === "DELIVERED" && attempt.reachedAt !== null && isDoubted(attempt, spec)) {
    const until = new Date(attempt.reachedAt.getTime() + routeParameters.confirmSec * 1000);
    attempt.isDoubted = true;
    attempt.deadlineAt =
      attempt.deadlineAt !== null && attempt.deadlineAt > until ? attempt.deadlineAt : until;
  }
}

function engineSend(
  send: LiveSend,
  spec: PlanSpec,
  { attempts, round, roundAtSec }: PlayedSend,
): EngineSend {
  return {
    spec,
    status: "SENT",
    verification: send.isVerified ? "VERIFIED" : "PENDING",
    country: send.cell.country,
    hasPhone: true,
    hasEmail: true,
    expiresAt: momentOf(send.requestedAtSec + spec.code.ttlSec),
    round,
    roundStartedAt: momentOf(roundAtSec),
    resendChannel: null,
    halted: null,
    attempts,
  };
}

function submitted(
  { step, vendorIndex, odds, candidate, waitSec }: TakenRoute,
  { attempts, round }: PlayedSend,
  send: LiveSend,
  atSec: number,
): VirtualAttempt {
  return {
    number: attempts.length + 1,
    step,
    vendorIndex,
    round,
    status: "SUBMITTED",
    failureClass: null,
    deadlineAt: momentOf(atSec + waitSec),
    reachedAt: null,
    odds,
    submittedSec: atSec - send.requestedAtSec,
    waitSec,
    priceMicros: Number(candidate.tenantPriceMicros ?? 0n),
    isBilledOnDelivery: candidate.price?.billedOn === "DELIVERED",
    isAccepted: true,
    arrivesSec: null,
    isCharged: false,
  };
}
