import { waitOf } from "../../route/wait.js";
import type { PlanEstimate, RateInterval, StepEstimate } from "./plan-estimate.js";
import { isRouteKnown } from "./route-odds.js";
import { evidenceOf, type UsedRoutes } from "./used-evidence.js";
import type { VirtualAttempt } from "./virtual-attempt.js";
import type { VirtualCell, VirtualMarket } from "./virtual-market.js";
import type { VirtualSend } from "./virtual-send.js";
import { type Weighed, weighedQuantile } from "./weighed-quantile.js";

interface StepSums {
  reached: number;
  delivered: number;
  cost: number;
  readonly byVendor: number[];
  readonly waits: Weighed[];
}

/** Attempts on routes with too little evidence: above this share a plan is unknown. */
const unknownShareMax = 0.05;
const z = 1.959963984540054;
/** Standard deviation of an estimated share of dead numbers, and per share. */
const deadDeviationMin = 0.006;
const deadDeviationShare = 0.25;

/** Adds up virtual sends. */
export class EstimateTally {
  readonly #market: VirtualMarket;
  readonly #steps: readonly StepSums[];
  readonly #costs: Weighed[] = [];
  readonly #times: Weighed[] = [];
  readonly #used: UsedRoutes = new Map();
  #weight = 0;
  #delivered = 0;
  #verified = 0;
  #cost = 0;
  #duplicates = 0;
  #attempts = 0;
  #unknown = 0;
  #sends = 0;

  constructor(market: VirtualMarket) {
    this.#market = market;
    this.#steps = market.spec.steps.map(({ vendors }) => ({
      reached: 0,
      delivered: 0,
      cost: 0,
      byVendor: vendors.map(() => 0),
      waits: [],
    }));
  }

  /** One send that was played; weights of all sends sum to 1. */
  add(cell: VirtualCell, send: VirtualSend, weight: number): void {
    const { attempts, arrivedSec } = send;
    const cost = attempts.reduce((sum, one) => sum + (one.isCharged ? one.priceMicros : 0), 0);
    this.#sends += 1;
    this.#weight += weight;
    this.#cost += weight * cost;
    this.#costs.push({ value: cost, weight });
    this.#verified += weight * send.verified;
    this.#duplicates += send.arrivals > 1 ? weight : 0;
    if (arrivedSec !== null) {
      this.#delivered += weight;
      this.#times.push({ value: arrivedSec * 1000, weight });
    }
    for (const attempt of attempts) {
      this.#addAttempt(cell, attempt, arrivedSec !== null, weight);
    }
    this.#addSteps(attempts, weight);
  }

  /** What all of them come to. */
  estimate(): PlanEstimate {
    const { sampleCount, deviation } = evidenceOf(this.#used, this.#market);
    const isKnown = this.#attempts > 0 && this.#unknown <= unknownShareMax * this.#attempts;
    const known = <T>(value: T): T | null => (isKnown ? value : null);
    const share = (part: number): number => part / Math.max(1e-9, this.#weight);
    const delivery = share(this.#delivered);
    const cost = share(this.#cost);
    return {
      sampleCount: Math.round(sampleCount),
      delivery: known(
        this.#interval(delivery, Math.hypot(deviation, this.#deadDeviation(delivery))),
      ),
      successRate: known(share(this.#verified)),
      costMicros: known(cost),
      costMicrosP95: known(weighedQuantile(this.#costs, 0.95)),
      costPerVerifiedMicros: this.#verified === 0 ? null : known(cost / share(this.#verified)),
      timeToDeliverMsP50: known(weighedQuantile(this.#times, 0.5)),
      timeToDeliverMsP95: known(weighedQuantile(this.#times, 0.95)),
      duplicateRate: known(share(this.#duplicates)),
      steps: this.#steps.map((sums, index) => this.#stepEstimate(sums, index, isKnown)),
    };
  }

  #interval(rate: number, deviation: number): RateInterval {
    const bySample = (rate * (1 - rate)) / Math.max(1, this.#sends);
    const margin = z * Math.sqrt(deviation ** 2 + bySample);
    return { rate, low: Math.max(0, rate - margin), high: Math.min(1, rate + margin) };
  }

  /** The share of dead numbers is not known well either, and caps what any plan can reach. */
  #deadDeviation(delivery: number): number {
    const dead = this.#market.cells.reduce((sum, cell) => sum + cell.share * cell.dead, 0);
    const isDead = Math.min(1, dead / Math.max(1e-9, 1 - delivery));
    return isDead * (deadDeviationMin + deadDeviationShare * dead);
  }

  #addAttempt(
    cell: VirtualCell,
    { odds, isAccepted, arrivesSec }: VirtualAttempt,
    isDelivered: boolean,
    weight: number,
  ): void {
    this.#attempts += weight;
    this.#unknown += isRouteKnown(odds) ? 0 : weight;
    const known = this.#used.get(odds);
    const used = known ?? { country: cell.country, tried: 0, lost: 0, lostForGood: 0 };
    if (known === undefined) {
      this.#used.set(odds, used);
    }
    used.tried += isAccepted ? weight : 0;
    if (isAccepted && arrivesSec === null) {
      used.lost += weight;
      used.lostForGood += isDelivered ? 0 : weight;
    }
  }

  #addSteps(attempts: readonly VirtualAttempt[], weight: number): void {
    const reached = new Set<StepSums>();
    const delivered = new Set<StepSums>();
    for (const attempt of attempts) {
      const sums = this.#steps[attempt.step - 1];
      if (sums === undefined) {
        continue;
      }
      reached.add(sums);
      if (attempt.arrivesSec !== null) {
        delivered.add(sums);
      }
      sums.cost += attempt.isCharged ? weight * attempt.priceMicros : 0;
      sums.byVendor[attempt.vendorIndex] = (sums.byVendor[attempt.vendorIndex] ?? 0) + weight;
      sums.waits.push({ value: attempt.waitSec, weight });
    }
    for (const sums of reached) {
      sums.reached += weight;
      sums.delivered += delivered.has(sums) ? weight : 0;
    }
  }

  #stepEstimate(sums: StepSums, index: number, isKnown: boolean): StepEstimate {
    const tried = sums.byVendor.reduce((sum, weight) => sum + weight, 0);
    const waitSec = this.#market.spec.steps[index]?.waitSec ?? null;
    const usual = waitOf(waitSec).waitMs / 1000;
    return {
      position: index + 1,
      reachRate: Math.min(1, sums.reached / Math.max(1e-9, this.#weight)),
      deliveryRate: isKnown && sums.reached > 0 ? sums.delivered / sums.reached : null,
      costMicros: isKnown ? sums.cost / Math.max(1e-9, this.#weight) : null,
      waitSec: waitSec ?? Math.round(weighedQuantile(sums.waits, 0.5) ?? usual),
      vendors:
        tried === 0
          ? []
          : sums.byVendor.map((weight, vendorIndex) => ({ vendorIndex, share: weight / tried })),
    };
  }
}
