import { type Budget, covers } from "../core/ledger/budget.js";
import { unitsOf } from "../core/route/choose-measured.js";
import { BudgetPacing, type PacingFacts } from "../core/route/measured/budget-pacing.js";
import type { DemandCurve } from "../core/route/measured/demand-curve.js";
import { routeParameters } from "../core/route/measured/parameters.js";

/** What is known of a budget's running period, as a batch has just seen it. */
export interface SeenPeriod {
  readonly budget: Budget;
  /** Spent and held, in micro-units. */
  readonly usedMicros: bigint;
  /** Null = it never ends. */
  readonly endsAt: Date | null;
}

/** What a send is told of by, for the budgets that cover it. */
export interface AskedSend {
  readonly planId: string;
  readonly country: string | null;
}

interface PacedBudget {
  readonly pacing: BudgetPacing;
  facts: PacingFacts;
}

/**
 * The shadow prices of budgets, kept by what batches see of them anyway, so that no send asks the
 * database for them. Only budgets that refuse attempts, and whose period ends, are paced.
 */
export class PacingBoard {
  readonly #budgets = new Map<string, PacedBudget>();

  /** Takes note of a period's sums. O(1), and O(hours left) every two minutes. */
  seen({ budget, usedMicros, endsAt }: SeenPeriod, atSec: number): void {
    if (endsAt === null || budget.onExhausted === "ALERT_ONLY") {
      this.#budgets.delete(budget.id);
      return;
    }
    const facts = {
      usedUp: unitsOf(usedMicros),
      limit: unitsOf(budget.limitMicros),
      periodEndSec: endsAt.getTime() / 1000,
    };
    const known = this.#budgets.get(budget.id);
    const paced = known ?? { pacing: new BudgetPacing(routeParameters.pacing), facts };
    paced.facts = facts;
    this.#budgets.set(budget.id, paced);
    paced.pacing.advance(facts, atSec);
  }

  /**
   * A send was asked for, refused or not. O(budgets).
   *
   * @param demandOf what it would cost at every shadow price; asked now and then
   */
  requested(
    { planId, country }: AskedSend,
    budgets: readonly Budget[],
    atSec: number,
    demandOf: () => DemandCurve,
  ): void {
    const covering = budgets.flatMap((budget): [string, PacedBudget][] => {
      const paced = this.#budgets.get(budget.id);
      return paced !== undefined && covers(budget, planId, country) ? [[budget.id, paced]] : [];
    });
    const demand = covering.some(([, { pacing }]) => pacing.wants(atSec)) ? demandOf() : null;
    for (const [id, { pacing, facts }] of covering) {
      const others = covering.flatMap(([other]) => (other === id ? [] : [other]));
      const otherPrices = (): number =>
        others.reduce((sum, other) => sum + this.#priceOf(other), 0);
      pacing.requested(atSec, demand === null ? null : { demand, otherPrices });
      pacing.advance(facts, atSec);
    }
  }

  #priceOf(budgetId: string): number {
    return this.#budgets.get(budgetId)?.pacing.shadowPrice ?? 0;
  }

  /** μ of a send: the sum over the budgets that cover it, and the one that binds most. */
  priceOf(
    budgets: readonly Budget[],
    planId: string,
    country: string | null,
  ): { readonly shadowPrice: number; readonly tightest: Budget | null } {
    let shadowPrice = 0;
    let tightest: Budget | null = null;
    let most = 0;
    for (const budget of budgets) {
      const price = this.#priceOf(budget.id);
      if (price > 0 && covers(budget, planId, country)) {
        shadowPrice += price;
        if (price > most) {
          most = price;
          tightest = budget;
        }
      }
    }
    return { shadowPrice, tightest };
  }
}
