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
/** What a tenant's people do counts by itself from about this many sends a day. */
const sendsPerDayMin = 200;
/** Sends that the market's rate weighs among a tenant's own. */
const marketWeight = 40;
/** A tenant of whose codes a smaller share is typed in does not tell of those that are. */
const toldShareMin = 0.2;

/**
 * What people do: how often they type a code that arrived, how long they take, how patient they
 * are, how often they ask again, and how many of their numbers are dead. Those of all tenants
 * together, or of one: then what is added counts for the market, too, and what is read leans on the
 * market's, and is the market's while the tenant sends little.
 */
export class PeopleStatistics {
  readonly patience: PatienceCurve;
  readonly #baseByCell: DecayedSums;
  readonly #baseByCountry: DecayedSums;
  readonly #dead: DecayedSums;
  readonly #asks: DecayedSums;
  readonly #typing: DecayedSums;
  /** Sends; with one tenant's alone. */
  readonly #sends: DecayedSums;
  /** Codes typed in and codes delivered, whatever is thought of the receipts. */
  readonly #told: DecayedSums;
  readonly #sendsMin: number;
  #typingShares = typingPrior.weights;
  #typingSec = latencyQuantiles(typingPrior.weights);
  #typingAtSec = 0;
  #atSec = Number.NaN;
  /** The usual conversion that was asked for last: a decision asks for each of its routes. */
  #knownCell = -1;
  #knownBase = 0;

  constructor(
    readonly space: RouteSpace,
    parameters: RouteParameters,
    tracks = false,
    readonly market: PeopleStatistics | null = null,
    readonly tenant: string = "",
  ) {
    const { baseHalfLifeSec, peopleHalfLifeSec } = parameters;
    this.patience = new PatienceCurve(peopleHalfLifeSec, tracks, market?.patience ?? null);
    this.#sends = new DecayedSums(1, peopleHalfLifeSec, tracks);
    this.#sendsMin = (sendsPerDayMin * peopleHalfLifeSec) / 86_400 / Math.LN2;
    this.#told = new DecayedSums(2, baseHalfLifeSec, tracks);
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
    const name = (family: string): string =>
      this.tenant === "" ? family : `${family} ${this.tenant}`;
    return [
      {
        name: name("base-cell"),
        sums: this.#baseByCell,
        keyOf: (slot) => space.cells[slot]?.id ?? "",
        slotOf: (key) => space.cellNumber(key),
      },
      { name: name("base-country"), sums: this.#baseByCountry, ...byCountry },
      { name: name("dead"), sums: this.#dead, ...byCountry },
      { name: name("asks"), sums: this.#asks, ...byCountry },
      { name: name("typing"), sums: this.#typing, ...byNumber },
      { name: name("patience"), sums: this.patience.sums, ...byNumber },
      { name: name("sends"), sums: this.#sends, ...byNumber },
      { name: name("told"), sums: this.#told, ...byNumber },
    ];
  }

  /** Sets the moment that everything is added and read at. */
  advance(atSec: number): void {
    if (atSec === this.#atSec) {
      return;
    }
    this.#atSec = atSec;
    this.#knownCell = -1;
    this.#baseByCell.advance(atSec);
    this.#baseByCountry.advance(atSec);
    this.#dead.advance(atSec);
    this.#asks.advance(atSec);
    this.#typing.advance(atSec);
    this.#sends.advance(atSec);
    this.#told.advance(atSec);
    this.patience.advance(atSec);
    if (atSec - this.#typingAtSec > typingRefitSec) {
      this.#fitTyping(atSec);
    }
  }

  /** Sums were merged: whatever was read before is old. */
  merged(): void {
    this.#knownCell = -1;
  }

  /** Fits the curves anew to what is known at this moment. */
  refit(atSec: number): void {
    this.advance(atSec);
    this.merged();
    this.#fitTyping(atSec);
    this.patience.refit(atSec);
  }

  /** True when there is enough of a tenant's own for it to count by itself. */
  get isOwn(): boolean {
    return this.market === null || this.#sends.at(0, 0) >= this.#sendsMin;
  }

  /** Somebody asked for a code. */
  addSend(): void {
    this.#sends.add(0, 0, 1);
  }

  /** A code was delivered, and typed in or not, as far as its tenant tells. */
  addTold(typed: number, trial: number): void {
    this.#told.add(0, 0, typed);
    this.#told.add(0, 1, trial);
  }

  /**
   * How far codes that these people do not type speak of routes, of prefixes and of other tenants'
   * people, 0..1: a tenant that checks its codes itself and never reports them typed says nothing
   * of them. All that n untyped codes weigh together grows as 5 ln(1 + n / 5).
   */
  get voice(): number {
    return this.market === null
      ? 1
      : Math.min(1, (this.#told.at(0, 0) + 1) / (toldShareMin * this.#told.at(0, 1) + 1));
  }

  /** A receipt said "delivered": was the code typed, and how far was that to be expected? */
  addBase(cell: number, typed: number, expected: number): void {
    const { voice } = this;
    this.market?.addBase(cell, typed * voice, expected * voice);
    this.#knownCell = -1;
    this.#baseByCell.add(cell, 0, typed);
    this.#baseByCell.add(cell, 1, expected);
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#baseByCountry.add(slot, 0, typed);
      this.#baseByCountry.add(slot, 1, expected);
    }
  }

  /** b = P(typed | receipt "delivered", at once) in a cell. */
  base(cell: number): number {
    if (cell !== this.#knownCell) {
      this.#knownBase = this.#readBase(cell);
      this.#knownCell = cell;
    }
    return this.#knownBase;
  }

  /** Seconds from the receipt "delivered" to the code typed in. */
  addTyping(sec: number, weight: number): void {
    this.market?.addTyping(sec, weight);
    this.#typing.add(0, latencyBin(sec), weight);
  }

  /** Quantiles of the time from the receipt to the code typed in, as of a latency. */
  get typingSec(): Float64Array {
    return this.market !== null && !this.isOwn ? this.market.typingSec : this.#typingSec;
  }

  /** A send is over: with this probability its number is dead. */
  addDead(cell: number, probability: number, weight: number): void {
    this.market?.addDead(cell, probability, weight * this.voice);
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#dead.add(slot, 0, probability * weight);
      this.#dead.add(slot, 1, weight);
    }
  }

  /** δ, the share of dead numbers in a cell's country. */
  dead(cell: number): number {
    const { market } = this;
    return market !== null && !this.isOwn
      ? market.dead(cell)
      : this.#wide(this.#dead, cell, deadPrior, market?.dead(cell));
  }

  /** Nothing had arrived for a while: did the person ask again? */
  addAsks(cell: number, asked: boolean, weight: number): void {
    this.market?.addAsks(cell, asked, weight);
    for (const slot of [everywhere, this.space.countryOf(cell) + 1]) {
      this.#asks.add(slot, 0, asked ? weight : 0);
      this.#asks.add(slot, 1, weight);
    }
  }

  /** P(a person asks again | nothing has arrived). */
  asksAgain(cell: number): number {
    const { market } = this;
    return market !== null && !this.isOwn
      ? market.asksAgain(cell)
      : this.#wide(this.#asks, cell, asksPrior, market?.asksAgain(cell));
  }

  /** A code arrived at this age: how far was it typed in, and how far expected. */
  addPatience(ageSec: number, typed: number, expected: number): void {
    const { voice } = this;
    this.market?.addPatience(ageSec, typed * voice, expected * voice);
    this.patience.add(ageSec, typed, expected);
  }

  /** The curve that counts. */
  get patienceCurve(): PatienceCurve {
    return this.market !== null && !this.isOwn ? this.market.patience : this.patience;
  }

  #readBase(cell: number): number {
    const { market } = this;
    if (market !== null && !this.isOwn) {
      return market.base(cell);
    }
    const country = this.#wide(this.#baseByCountry, cell, basePrior, market?.base(cell));
    const typed = this.#baseByCell.at(cell, 0);
    const expected = this.#baseByCell.at(cell, 1);
    return Math.min(0.995, shrunk(typed, expected, country, basePrior.pooling));
  }

  #wide(
    sums: DecayedSums,
    cell: number,
    prior: { readonly rate: number; readonly weight: number; readonly pooling: number },
    market?: number,
  ): number {
    const slot = this.space.countryOf(cell) + 1;
    const rate = market ?? prior.rate;
    const weight = market === undefined ? prior.weight : marketWeight;
    const all = shrunk(sums.at(everywhere, 0), sums.at(everywhere, 1), rate, weight);
    return shrunk(sums.at(slot, 0), sums.at(slot, 1), all, prior.pooling);
  }

  #fitTyping(atSec: number): void {
    this.#typingAtSec = atSec;
    const { market } = this;
    const prior = market === null ? typingPrior.weights : market.#typingShares;
    const weight = market === null ? typingPrior.weight : marketWeight;
    const pooled = prior.map((share, bin) => share * weight + this.#typing.at(0, bin));
    const total = pooled.reduce((sum, one) => sum + one, 0);
    this.#typingShares = pooled.map((one) => one / total);
    this.#typingSec = latencyQuantiles(pooled);
  }
}
