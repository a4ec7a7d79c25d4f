import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BudgetPacing } from "../../../../src/core/route/measured/budget-pacing.js";
import { type DemandCurve, fixedDemand } from "../../../../src/core/route/measured/demand-curve.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { coin } from "../../../../src/market/coin.js";

const daySec = 86_400;

/** Somebody whose message is worth its price as long as prices count less than `worth` times. */
interface Customer {
  readonly cost: number;
  readonly worth: number;
  readonly demand: DemandCurve;
}

/** Worth as much as the places of a curve below `places`. */
function customer(cost: number, places: number): Customer {
  const demand = fixedDemand(cost).map((price, place) => (place < places ? price : 0));
  return { cost, worth: 1.1 * 1.3 ** (places - 1), demand };
}

/** A day's customers, evenly over the day: dear and cheap ones, worth much and little. */
function customers(count: number, seed: number): readonly Customer[] {
  return Array.from({ length: count }, (_, index) => {
    const key = seed * 100_003 + index;
    return customer(0.01 + 0.05 * coin(key, 1), 1 + Math.floor(9 * coin(key, 2)));
  });
}

interface Played {
  readonly value: number;
  readonly spent: number;
  /** μ as each customer met it. */
  readonly prices: readonly number[];
}

/** Sells to them until the money is gone; `costs` = what is really paid of what was expected. */
function play(people: readonly Customer[], limit: number, costs = 1): Played {
  const pacing = new BudgetPacing(routeParameters.pacing);
  const prices: number[] = [];
  let [spent, value] = [0, 0];
  people.forEach(({ cost, worth, demand }, index) => {
    const atSec = (index * daySec) / people.length;
    pacing.advance({ usedUp: spent, limit, periodEndSec: daySec }, atSec);
    const price = pacing.shadowPrice;
    prices.push(price);
    if (1 + price < worth && spent + cost * costs <= limit) {
      spent += cost * costs;
      value += cost * worth;
    }
    pacing.requested(atSec, pacing.wants(atSec) ? { demand, otherPrices: () => 0 } : null);
  });
  return { value, spent, prices };
}

/** What could be had by who knows everybody beforehand: the best for the money first. */
function mostValue(people: readonly Customer[], limit: number, costs: number): number {
  let [left, value] = [limit, 0];
  for (const { cost, worth } of people.toSorted((one, other) => other.worth - one.worth)) {
    const share = Math.min(1, left / (cost * costs));
    left -= share * cost * costs;
    value += share * cost * worth;
  }
  return value;
}

function total(people: readonly Customer[]): number {
  return people.reduce((sum, { cost }) => sum + cost, 0);
}

describe("budget pacing", () => {
  const days = fc.record({
    count: fc.integer({ min: 300, max: 600 }),
    seed: fc.integer({ min: 1, max: 1_000 }),
    tight: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
    costs: fc.constantFrom(0.6, 1, 1.7),
  });

  it("buys most of what could be bought by who knew the day, and never beyond the limit", () => {
    fc.assert(
      fc.property(days, ({ count, seed, tight, costs }) => {
        const people = customers(count, seed);
        const limit = tight * costs * total(people);
        const { value, spent } = play(people, limit, costs);

        expect(spent).toBeLessThanOrEqual(limit);
        expect(value).toBeGreaterThan(0.75 * mostValue(people, limit, costs));
      }),
      { numRuns: 15 },
    );
  });

  it("has no price where there is money for twice what comes, as soon as that is seen", () => {
    fc.assert(
      fc.property(days, ({ count, seed, costs }) => {
        const people = customers(count, seed);
        const { prices } = play(people, 2 * costs * total(people), costs);

        expect(new Set(prices.slice(count / 8))).toEqual(new Set([0]));
      }),
      { numRuns: 15 },
    );
  });

  it("never asks more where more money is left", () => {
    fc.assert(
      fc.property(days, ({ count, seed, tight, costs }) => {
        const people = customers(count, seed);
        const all = costs * total(people);
        const poor = priceAfter(people, tight * all, 0.2 * all);
        const rich = priceAfter(people, 1.3 * tight * all, 0.2 * all);

        expect(rich).toBeLessThanOrEqual(poor);
      }),
      { numRuns: 15 },
    );
  });

  it("hears of another budget's price, and asks less beside it", () => {
    const people = customers(400, 7);
    const limit = 0.4 * total(people);

    const alone = priceAfter(people, limit, limit / 2);

    const beside = priceAfter(people, limit, limit / 2, 1);

    expect(alone).toBeGreaterThan(1);
    expect(beside).toBeLessThan(alone - 0.5);
    expect(beside).toBeGreaterThan(alone - 1.5);
  });
});

/** μ at noon, when so much of the limit was evenly used up by then. */
function priceAfter(
  people: readonly Customer[],
  limit: number,
  usedUp: number,
  otherPrice = 0,
): number {
  const pacing = new BudgetPacing(routeParameters.pacing);
  people.forEach(({ demand }, index) => {
    const share = index / people.length;
    const atSec = (share * daySec) / 2;
    pacing.advance({ usedUp: share * usedUp, limit, periodEndSec: daySec }, atSec);
    pacing.requested(atSec, pacing.wants(atSec) ? { demand, otherPrices: () => otherPrice } : null);
  });
  return pacing.shadowPrice;
}
