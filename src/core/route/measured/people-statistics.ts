import { DecayedSums } from "./decayed-sums.js";
import { latencyBin, latencyBins, latencyQuantiles, lognormalBins } from "./latency-bins.js";
import type { RouteParameters } from "./parameters.js";
import { PatienceCurve } from "./patience-curve.js";
import type { RouteSpace } from "./route-space.js";
import { shrunk } from "./shrinkage.js";
import type { SumsFamily } from "./sums-family.js";

// Slot 0 is everywhere; countries and cells follow from 1.
const everywhere = 0;

const basePrior = { rate: 0.8, weight: 10, pooling: 40 };
const deadPrior = { rate: 0.03, weight: 40, pooling: 40 };
const asksPrior = { rate: 0.45, weight: 20, pooling: 40 };
const typingPrior = { weights: lognormalBins(9, 0.5), weight: 10 };
const typingRefitSec = 600;

/**
 * What one tenant's people do: how often they type a code that arrived, how long they take, how
 * patient they are, how often they ask again, and how many of their numbers are dead.
 */
export class PeopleStatistics {
  readonly patience: PatienceCurve;
  readonly #baseByCell: DecayedSums;
  readonly #baseByCountry: DecayedSums;
  readonly #dead: DecayedSums;
  readonly #asks: DecayedSums;
  readonly #typing: DecayedSums;
  #typingSec = latencyQuantiles(typingPrior.weights);
  #typingAtSec = 0;

  constructor(
    readonly space: RouteSpace,
    parameters: RouteParameters,
    tracks = false,
  ) {
    const { baseHalfLifeSec, peopleHalfLifeSec } = parameters;
    this.patience = new PatienceCurve(peopleHalfLifeSec, tracks);
    this.#baseByCell = new DecayedSums(2, baseHalfLifeSec, tracks);
    this.#baseByCountry = new DecayedSums(2, baseHalfLifeSec, tracks);
    this.#dead = new DecayedSums(2, peopleHalfLifeSec, tracks);
    this.#asks = new DecayedSums(2, peopleHalfLifeSec, tracks);
    this.#typing = new DecayedSums(latencyBins, peopleHalfLifeSec, tracks);
  }

  /** Its sums with the names of their rows, for those that store or merge them. */
  families(): readonly SumsFamily[] {
    const { space } = this;
    const byCountry = {
      keyOf: (slot: number): string => space.countries[slot - 1] ?? "",
      slotOf: (key: string): number => (key === "" ? everywhere : space.country(key) + 1),
    };
    const byNumber = { keyOf: String, slotOf: Number };
    return [
      {
        name: "base-cell",
        sums: this.#baseByCell,
        keyOf: (slot) => space.cells[slot]?.id ?? "",
        slotOf: (key) => space.cellNumber(key),
      },
      { name: "base-country", sums: this.#baseByCountry, ...byCountry },
      { name: "dead", sums: this.#dead, ...byCountry },
      { name: "asks", sums: this.#asks, ...byCountry },
      { name: "typing", sums: this.#typing, ...byNumber },
      { name: "patience", sums: this.patience.sums, ...byNumber },
    ];
  }

  /** Sets the moment that everything is added and read at. */
  advance(atSec: number): void {
    for (const sums of [this.#baseByCell, this.#baseByCountry, this.#dead, this.#asks]) {
      sums.advance(atSec);
    }
    this.#typing.advance(atSec);
    this.patience.advance(atSec);
    if (atSec - this.#typingAtSec > typingRefitSec) {
      this.#typingAtSec = atSec;
      const weights = typingPrior.weights.map(
        (weight, bin) => weight * typingPrior.weight + this.#typing.at(0, bin),
      );
      this.#typingSec = latencyQuantiles(weights);
    }
  }

  /** A receipt said "delivered": was the code typed, and how far was that to be expected? */
  addBase(cell: number, typed: number, expected: number): void {
    this.#baseByCell.add(cell, 0, typed);
    this.#baseByCell.add(cell, 1, expected);
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#baseByCountry.add(slot, 0, typed);
      this.#baseByCountry.add(slot, 1, expected);
    }
  }

  /** b = P(typed | receipt "delivered", at once) in a cell. */
  base(cell: number): number {
    const country = this.#wide(this.#baseByCountry, cell, basePrior);
    const typed = this.#baseByCell.at(cell, 0);
    const expected = this.#baseByCell.at(cell, 1);
    return Math.min(0.995, shrunk(typed, expected, country, basePrior.pooling));
  }

  /** Seconds from the receipt "delivered" to the code typed in. */
  addTyping(sec: number, weight: number): void {
    this.#typing.add(0, latencyBin(sec), weight);
  }

  /** Quantiles of the time from the receipt to the code typed in, as of a latency. */
  get typingSec(): Float64Array {
    return this.#typingSec;
  }

  /** A send is over: with this probability its number is dead. */
  addDead(cell: number, probability: number, weight: number): void {
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#dead.add(slot, 0, probability * weight);
      this.#dead.add(slot, 1, weight);
    }
  }

  /** δ, the share of dead numbers in a cell's country. */
  dead(cell: number): number {
    return this.#wide(this.#dead, cell, deadPrior);
  }

  /** Nothing had arrived for a while: did the person ask again? */
  addAsks(cell: number, asked: boolean, weight: number): void {
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#asks.add(slot, 0, asked ? weight : 0);
      this.#asks.add(slot, 1, weight);
    }
  }

  /** P(a person asks again | nothing has arrived). */
  asksAgain(cell: number): number {
    return this.#wide(this.#asks, cell, asksPrior);
  }

  #wide(
    sums: DecayedSums,
    cell: number,
    prior: { readonly rate: number; readonly weight: number; readonly pooling: number },
  ): number {
    const slot = this.space.countryOf(cell) + 1;
    const all = shrunk(sums.at(everywhere, 0), sums.at(everywhere, 1), prior.rate, prior.weight);
    return shrunk(sums.at(slot, 0), sums.at(slot, 1), all, prior.pooling);
  }
}
