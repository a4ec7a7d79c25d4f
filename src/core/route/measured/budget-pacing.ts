import { DailyRhythm } from "./daily-rhythm.js";
import type { PacingParameters } from "./parameters.js";

/** While nobody asks the price falls by this: it must not keep away whom it keeps from asking. */
const idleStep = -0.02;

/** What pacing needs to know of a budget period at a moment. */
export interface PacingFacts {
  /** Tenant's currency; spent and held together. */
  readonly usedUp: number;
  readonly limit: number;
  readonly periodEndSec: number;
}

/**
 * The shadow price μ of a binding budget: prices count (1 + μ) times, so that every send gives up
 * what buys least. It is steered so that spending per send meets what is left per forecast send (a
 * dual ascent on the budget's constraint, as in online ad pacing).
 */
export class BudgetPacing {
  #shadowPrice = 0;
  #requestsSince = 0;
  #usedUpAtStep = 0;
  #steppedAtSec = Number.NaN;
  #spendPerSend: number | null = null;
  readonly #rhythm = new DailyRhythm();

  constructor(readonly parameters: PacingParameters) {}

  /** μ ≥ 0; 0 while the budget does not bind. */
  get shadowPrice(): number {
    return this.#shadowPrice;
  }

  /** One genuine send was asked for. O(1). */
  requested(atSec: number): void {
    this.#rhythm.requested(atSec);
    this.#requestsSince += 1;
  }

  /** Lets time pass; every two minutes the shadow price moves. O(hours left) when it moves. */
  advance(facts: PacingFacts, atSec: number): void {
    this.#rhythm.advance(atSec);
    if (Number.isNaN(this.#steppedAtSec)) {
      this.#steppedAtSec = atSec;
      this.#usedUpAtStep = facts.usedUp;
    }
    if (atSec - this.#steppedAtSec < this.parameters.everySec) {
      return;
    }
    const spent = Math.max(0, facts.usedUp - this.#usedUpAtStep);
    this.#move(this.#requestsSince === 0 ? idleStep : this.#step(facts, spent, atSec));
    this.#steppedAtSec = atSec;
    this.#usedUpAtStep = facts.usedUp;
    this.#requestsSince = 0;
  }

  /** How far ln λ moves for what was spent since the last step. */
  #step(facts: PacingFacts, spent: number, atSec: number): number {
    const { memorySends, gain, stepMax } = this.parameters;
    const perSend = spent / this.#requestsSince;
    const share = Math.min(1, this.#requestsSince / memorySends);
    this.#spendPerSend =
      this.#spendPerSend === null
        ? perSend
        : this.#spendPerSend + share * (perSend - this.#spendPerSend);
    const remaining = Math.max(1, this.#rhythm.forecast(atSec, facts.periodEndSec));
    const target = Math.max(1e-9, (facts.limit - facts.usedUp) / remaining);
    const error = Math.max(-1, Math.min(1, (this.#spendPerSend - target) / target));
    // No faster than it shows in the spending: else the price swings around what it should be.
    return error * Math.min(stepMax, gain * share);
  }

  #move(step: number): void {
    const moved = (1 + this.#shadowPrice) * Math.exp(step) - 1;
    this.#shadowPrice = Math.max(0, Math.min(this.parameters.shadowPriceMax, moved));
  }
}
