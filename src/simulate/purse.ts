import type { Scenario } from "../market/scenario.js";
import type { BudgetFacts } from "./policy/policy.js";

/**
 * The money of a run, in whole micro-units: what is spent, and, under a budget, what is held for
 * attempts whose bill is not known yet. A hold stays in the period in which it was taken.
 */
export class Purse {
  spentMicros = 0;
  /** Most that was spent beyond the limit of a period, at any moment. */
  overspentMicros = 0;
  /** Least room that a refused price met; true once the budget refused anything. */
  hasRefused = false;

  readonly #limit: number;
  readonly #periodSec: number;
  readonly #spent = new Map<number, number>();
  readonly #held = new Map<number, number>();

  constructor(budget: Scenario["plan"]["budget"]) {
    this.#limit = budget === null ? Number.POSITIVE_INFINITY : Math.round(budget.amount * 1e6);
    this.#periodSec = budget?.period_s ?? Number.POSITIVE_INFINITY;
  }

  /** The period of a moment; 0 without a budget. */
  periodAt(atSec: number): number {
    return this.#periodSec === Number.POSITIVE_INFINITY ? 0 : Math.floor(atSec / this.#periodSec);
  }

  /** True when a price fits beside all that is spent and held. */
  fits(priceMicros: number, atSec: number): boolean {
    const isRoom = this.#used(this.periodAt(atSec)) + priceMicros <= this.#limit;
    this.hasRefused ||= !isRoom;
    return isRoom;
  }

  /** Sets a price aside; returns the period it lies in. Only after `fits`. */
  hold(priceMicros: number, atSec: number): number {
    const period = this.periodAt(atSec);
    this.#held.set(period, (this.#held.get(period) ?? 0) + priceMicros);
    return period;
  }

  /** Gives back what was held for an attempt that will not be billed. */
  release(priceMicros: number, period: number): void {
    this.#held.set(period, (this.#held.get(period) ?? 0) - priceMicros);
  }

  /** Turns a hold into spending. */
  charge(priceMicros: number, period: number): void {
    this.release(priceMicros, period);
    const spent = (this.#spent.get(period) ?? 0) + priceMicros;
    this.#spent.set(period, spent);
    this.spentMicros += priceMicros;
    this.overspentMicros = Math.max(this.overspentMicros, spent - this.#limit, 0);
  }

  /** The running period; null without a budget. */
  facts(atSec: number): BudgetFacts | null {
    if (this.#limit === Number.POSITIVE_INFINITY) {
      return null;
    }
    const period = this.periodAt(atSec);
    return {
      usedMicros: this.#used(period),
      limitMicros: this.#limit,
      endSec: (period + 1) * this.#periodSec,
    };
  }

  #used(period: number): number {
    return (this.#spent.get(period) ?? 0) + (this.#held.get(period) ?? 0);
  }
}
