import { DailyRhythm } from "./daily-rhythm.js";
import { MeanDemand, type RecentSend } from "./mean-demand.js";
import type { PacingParameters } from "./parameters.js";

/** Enough to tell μ to within a thousandth. */
const bisections = 14;

/** What pacing needs to know of a budget period at a moment. */
export interface PacingFacts {
  /** Tenant's currency; spent and held together. */
  readonly usedUp: number;
  readonly limit: number;
  readonly periodEndSec: number;
}

/**
 * The shadow price μ of a binding budget: prices count (1 + μ) times, so that every send gives up
 * what buys least. It is solved, again and again, from what recent sends would cost at every price:
 * the one at which the sends still to come in the period cost what is left (the dual of the budget,
 * re-solved by samples: S. Agrawal, Z. Wang, Y. Ye, 2014; S. Balseiro, O. Besbes, D. Pizarro,
 * 2021).
 */
export class BudgetPacing {
  #shadowPrice = 0;
  #facts: PacingFacts | null = null;
  #solvedAtSec = Number.NEGATIVE_INFINITY;
  #takenAtSec = Number.NEGATIVE_INFINITY;
  /** A ring. */
  readonly #recent: RecentSend[] = [];
  #oldest = 0;
  /** What sends of late cost, and what they were expected to, decayed by the send. */
  #spent = 0;
  #expected = 0;
  #expectedPerSend = 0;
  #requests = 0;
  readonly #rhythm = new DailyRhythm();

  constructor(readonly parameters: PacingParameters) {}

  /** μ ≥ 0; 0 while the budget does not bind. */
  get shadowPrice(): number {
    return this.#shadowPrice;
  }

  /** True when the next send's demand would be remembered. O(1). */
  wants(atSec: number): boolean {
    return atSec - this.#takenAtSec >= this.parameters.sampleEverySec;
  }

  /** One genuine send was asked for; with its demand where that is wanted. O(1). */
  requested(atSec: number, send: RecentSend | null): void {
    this.#rhythm.requested(atSec);
    this.#requests += 1;
    const kept = 1 - 1 / this.parameters.memorySends;
    this.#spent *= kept;
    this.#expected = this.#expected * kept + this.#expectedPerSend;
    if (send !== null) {
      this.#takenAtSec = atSec;
      this.#recent[this.#oldest] = send;
      this.#oldest = (this.#oldest + 1) % this.parameters.recentSends;
    }
  }

  /** Lets time pass; every few seconds the shadow price is solved anew. O(recent sends) then. */
  advance(facts: PacingFacts, atSec: number): void {
    this.#rhythm.advance(atSec);
    const before = this.#facts;
    if (before !== null && before.periodEndSec === facts.periodEndSec) {
      this.#spent += facts.usedUp - before.usedUp;
    }
    this.#facts = facts;
    if (atSec - this.#solvedAtSec < this.parameters.everySec || this.#recent.length === 0) {
      return;
    }
    this.#solvedAtSec = atSec;
    this.#solve(facts, atSec);
  }

  #solve(facts: PacingFacts, atSec: number): void {
    const demand = new MeanDemand(this.#recent, this.parameters.imaginedSends);
    const usual = demand.at(0);
    const scale = this.#scale(usual);
    const left = facts.limit - facts.usedUp;
    if (left < usual) {
      // The hard stop has the word now.
      return;
    }
    const sends = this.#sendsToCome(left / (scale * usual), facts.periodEndSec, atSec);
    const mayCost = left / (scale * sends);
    this.#shadowPrice = usual <= mayCost ? 0 : this.#priceAt(mayCost, demand);
    this.#expectedPerSend = demand.at(this.#shadowPrice);
  }

  /** The least μ at which a send costs no more than that, by bisection. */
  #priceAt(mayCost: number, demand: MeanDemand): number {
    let low = 0;
    let high = Math.log1p(this.parameters.shadowPriceMax);
    for (let round = 0; round < bisections; round += 1) {
      const middle = (low + high) / 2;
      if (demand.at(Math.expm1(middle)) > mayCost) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.expm1(high);
  }

  /** Real spending as a multiple of what was expected: other processes' share is in it, too. */
  #scale(usual: number): number {
    const prior = this.parameters.priorSends * usual;
    return Math.max(0.05, (this.#spent + prior) / (this.#expected + prior) || 1);
  }

  /** Before much is known of the traffic, it is held for what the money is meant for. */
  #sendsToCome(affordable: number, periodEndSec: number, atSec: number): number {
    const { priorRequests, priorShare } = this.parameters;
    const { secondsSeen } = this.#rhythm;
    const unseen = priorShare * Math.max(0, periodEndSec - atSec);
    const byCount = this.#requests / (this.#requests + priorRequests);
    const known = (byCount * secondsSeen) / (secondsSeen + unseen + 1);
    const forecast = this.#rhythm.forecast(atSec, periodEndSec);
    return Math.max(1, known * forecast + (1 - known) * affordable);
  }
}
