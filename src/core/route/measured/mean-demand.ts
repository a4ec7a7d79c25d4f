import { type DemandCurve, spendAt } from "./demand-curve.js";

/** A recent send that a budget has to pay. */
export interface RecentSend {
  readonly demand: DemandCurve;
  /** μ of the other budgets that cover it, as they stand now. */
  readonly otherPrices: () => number;
}

interface DemandPart {
  /** μ of the other budgets. */
  readonly others: number;
  readonly curve: Float64Array;
  /** What the imagined sends add; it falls with λ. */
  readonly imagined: number;
}

/**
 * What a send is expected to cost by the shadow price of one budget, in the mean over recent ones:
 * in parts, one for each price that other budgets put on them.
 */
export class MeanDemand {
  readonly #parts: readonly DemandPart[];

  /**
   * @param imagined sends beside the recent ones that cost as much at μ = 0, and less in proportion
   *   as prices rise: so that few sends do not make a cliff of the price at which they give up
   * O(recent).
   */
  constructor(recent: readonly RecentSend[], imagined: number) {
    const sums = new Map<number, Float64Array>();
    for (const { demand, otherPrices } of recent) {
      const others = otherPrices();
      const sum = sums.get(others) ?? new Float64Array(demand.length);
      sums.set(others, sum);
      for (let place = 0; place < demand.length; place += 1) {
        sum[place]! += demand[place]!;
      }
    }
    const all = recent.length + imagined;
    this.#parts = [...sums].map(([others, sum]) => ({
      others,
      curve: sum.map((cost) => cost / all),
      imagined: ((imagined / all) * spendAt(sum, 1 + others)) / recent.length,
    }));
  }

  /** Cost of a mean send at μ, tenant's currency; falls as μ rises. */
  at(shadowPrice: number): number {
    let sum = 0;
    for (const { others, curve, imagined } of this.#parts) {
      const lambda = 1 + others + shadowPrice;
      sum += spendAt(curve, lambda) + (imagined * (1 + others)) / lambda;
    }
    return sum;
  }
}
