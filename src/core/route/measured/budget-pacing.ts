/** What pacing needs to know of a budget period at a moment. */
export interface PacingFacts {
  /** Tenant's currency; spent and held together. */
  readonly usedUp: number;
  readonly limit: number;
  readonly periodStartSec: number;
  readonly periodEndSec: number;
}

/**
 * The shadow price of a tenant's budget: what one more unit of money would buy, beyond itself.
 * Asked at every send; it moves by itself every two minutes.
 */
export class BudgetPacing {
  #shadowPrice = 0;

  /** μ ≥ 0; 0 while the budget does not bind. */
  get shadowPrice(): number {
    return this.#shadowPrice;
  }

  /** One send was asked for: what the forecast of remaining sends learns from. */
  requested(_atSec: number): void {
    this.#shadowPrice = Math.max(0, this.#shadowPrice);
  }

  /** Lets time pass. O(1). */
  advance(_facts: PacingFacts, _atSec: number): void {
    this.#shadowPrice = Math.max(0, this.#shadowPrice);
  }
}
