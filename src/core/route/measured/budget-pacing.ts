import { DailyRhythm } from "./daily-rhythm.js";
import type { PacingParameters } from "./parameters.js";

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
    if (atSec - this.#steppedAtSec < this.parameters.everySec || this.#requestsSince === 0) {
      return;
    }
    const perSend = Math.max(0, facts.usedUp - this.#usedUpAtStep) / this.#requestsSince;
    // About 300 sends of memory: enough to smooth single dear sends.
    const share = Math.min(1, this.#requestsSince / 300);
    this.#spendPerSend =
      this.#spendPerSend === null
        ? perSend
        : this.#spendPerSend + share * (perSend - this.#spendPerSend);
    const remaining = Math.max(1, this.#rhythm.forecast(atSec, facts.periodEndSec));
    const target = Math.max(1e-9, (facts.limit - facts.usedUp) / remaining);
    const error = Math.max(-1, Math.min(1, (this.#spendPerSend - target) / target));
    const { gain, offset, shadowPriceMax } = this.parameters;
    const moved = (this.#shadowPrice + offset) * Math.exp(gain * error) - offset;
    this.#shadowPrice = Math.max(0, Math.min(shadowPriceMax, moved));
    this.#steppedAtSec = atSec;
    this.#usedUpAtStep = facts.usedUp;
    this.#requestsSince = 0;
  }
}
