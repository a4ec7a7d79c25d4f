import { ChannelPriors, type RatePrior } from "./channel-priors.js";
import { DecayedSums } from "./decayed-sums.js";
import { type LatencyBox, newLatencyBox } from "./latency-box.js";
import { latencyBin, latencyBins, latencyQuantiles, lognormalBins } from "./latency-bins.js";
import { noMeasurement } from "./no-measurement.js";
import type { RouteParameters } from "./parameters.js";
import type { RouteSpace } from "./route-space.js";
import { evidenceBehind, shrunk } from "./shrinkage.js";
import { SlotTable } from "./slot-table.js";
import type { SumsFamily } from "./sums-family.js";

// Columns of both levels, then of the wide one alone.
const delivered = 0;
const trials = 1;
const typed = 2;
const expected = 3;
const accepted = 4;
const answers = 5;
const silentTyped = 6;
const silentTrials = 7;
const failedEarly = 8;
const losses = 9;
const failedLate = 10;

const narrowWidth = 4;
const wideWidth = 11;
/** Between the parts of a row's name; ids have none. */
const separator = "\t";
// Column 0 of the wide level is the route everywhere; country n is column n + 1.
const everywhere = 0;

/** Rates that are measured per route and country only: prior, and the answers it weighs. */
const acceptPrior = { rate: 0.99, weight: 10, pooling: 15 };
const silentPrior = { rate: 0.35, weight: 6, pooling: 15 };
const failsPrior = { rate: 0.3, weight: 6, pooling: 15 };
const failsLatePrior = { rate: 0.2, weight: 6, pooling: 15 };
const latencyPrior = { weights: lognormalBins(5, 0.8), weight: 3, pooling: 15 };
/** Quantiles are worked out anew when the histogram has grown by this share, or is this old. */
const quantilesGrowth = 0.1;
const quantilesAgeSec = 600;

/** A latency, and where what is worked out of it is kept. */
export interface KeptLatency {
  readonly latencySec: Float64Array;
  readonly box: LatencyBox;
}

interface KeptQuantiles extends KeptLatency {
  readonly weight: number;
  readonly atSec: number;
}

/** What was measured of routes in one cell, shrunk towards country and route. Rates are 0..1. */
export interface MeasuredRoute {
  delivered: number;
  /** Trials behind `delivered`. */
  deliveredTrials: number;
  trust: number;
  /** Expected conversions behind `trust`. */
  trustTrials: number;
  accept: number;
  /** Share typed of what got no receipt "delivered". */
  typedIfSilent: number;
  failsEarly: number;
}

/**
 * Decayed sums of routes at three levels: cell, country, everywhere. Shared by all tenants: how
 * well a route delivers is the route's own matter.
 */
export class RouteStatistics {
  readonly narrowSlots = new SlotTable();
  readonly wideSlots = new SlotTable();
  readonly #narrow: DecayedSums;
  readonly #wide: DecayedSums;
  readonly #latency: DecayedSums;
  /** What is expected of routes that were hardly used; the rates differ by channel most. */
  readonly #silentPriors: ChannelPriors;
  readonly #failsPriors: ChannelPriors;
  readonly #quantiles: (KeptQuantiles | undefined)[] = [];
  /** By route: how often something was added, or cut. */
  readonly #versions: number[] = [];
  /** How often everything changed at once. */
  #merges = 0;
  #atSec = 0;

  constructor(
    readonly space: RouteSpace,
    readonly parameters: RouteParameters,
    tracks = false,
  ) {
    const { routeHalfLifeSec, latencyHalfLifeSec } = parameters;
    this.#narrow = new DecayedSums(narrowWidth, routeHalfLifeSec, tracks);
    this.#wide = new DecayedSums(wideWidth, routeHalfLifeSec, tracks);
    this.#latency = new DecayedSums(latencyBins, latencyHalfLifeSec, tracks);
    this.#silentPriors = this.#priorsOf(silentPrior, silentTyped, silentTrials);
    this.#failsPriors = this.#priorsOf(failsPrior, failedEarly, losses);
  }

  /** Another number whenever something of the route was added or cut. */
  versionOf(route: number): number {
    return (this.#versions[route] ?? 0) + this.#merges;
  }

  /** Forgets all that was worked out of sums. */
  refit(): void {
    this.#quantiles.length = 0;
    this.merged();
  }

  /** Sums were merged: whatever was read before is old. */
  merged(): void {
    this.#merges += 1;
    this.#silentPriors.clear();
    this.#failsPriors.clear();
  }

  /** Sets the moment that everything is added and read at. */
  advance(atSec: number): void {
    this.#atSec = atSec;
    this.#narrow.advance(atSec);
    this.#wide.advance(atSec);
    this.#latency.advance(atSec);
  }

  /** Part of a trial of delivery, `trial` 0..1, and of its success. */
  addDelivery(route: number, cell: number, trial: number, hit: number): void {
    this.#addEverywhere(route, cell, delivered, trials, hit, trial);
  }

  /** A conversion, and how many were to be expected, both weighted. */
  addTyped(route: number, cell: number, hit: number, expectation: number): void {
    this.#addEverywhere(route, cell, typed, expected, hit, expectation);
  }

  /** The vendor's answer to a message. */
  addAnswer(route: number, cell: number, weight: number, isAccepted: boolean): void {
    this.#addWide(route, cell, accepted, answers, isAccepted ? weight : 0, weight);
  }

  /** An attempt that got no receipt "delivered": was its code typed in all the same? */
  addSilent(route: number, cell: number, weight: number, hit: number): void {
    this.#addWide(route, cell, silentTyped, silentTrials, hit, weight);
  }

  /** An attempt that got no receipt "delivered": was it reported failed early? */
  addLoss(route: number, cell: number, weight: number, isEarly: boolean): void {
    this.#addWide(route, cell, failedEarly, losses, isEarly ? weight : 0, weight);
  }

  /** A lost message, of those of `addLoss`, was reported failed, but not early. */
  addLateReport(route: number, cell: number, weight: number): void {
    this.#addWide(route, cell, failedLate, losses, weight, 0);
  }

  /** Seconds from submission to the receipt "delivered". */
  addLatency(route: number, cell: number, sec: number, weight: number): void {
    const bin = latencyBin(sec);
    this.#touch(route);
    this.#latency.add(this.wideSlots.of(route, this.#country(cell)), bin, weight);
    this.#latency.add(this.wideSlots.of(route, everywhere), bin, weight);
  }

  /** Fills `into` with what is known of a route in a cell. O(1), about 30 reads. */
  read(route: number, cell: number, into: MeasuredRoute): void {
    const { parameters } = this;
    const k = parameters.pooling;
    const kTrust = parameters.poolingTrust;
    const top = this.wideSlots.find(route, everywhere);
    const middle = this.wideSlots.find(route, this.#country(cell));
    const low = this.narrowSlots.find(route, cell);
    const wide = this.#wide;
    const narrow = this.#narrow;

    const n0 = wide.at(top, trials);
    const n1 = wide.at(middle, trials);
    const n2 = narrow.at(low, trials);
    const { priorDelivery, priorDeliveryWeight, priorTrustWeight } = parameters;
    const m0 = shrunk(wide.at(top, delivered), n0, priorDelivery, priorDeliveryWeight);
    const m1 = shrunk(wide.at(middle, delivered), n1, m0, k);
    into.delivered = Math.min(0.995, shrunk(narrow.at(low, delivered), n2, m1, k));
    into.deliveredTrials = evidenceBehind(n2, evidenceBehind(n1, n0, k), k);

    const e0 = wide.at(top, expected);
    const e1 = wide.at(middle, expected);
    const e2 = narrow.at(low, expected);
    const t0 = shrunk(wide.at(top, typed), e0, 1, priorTrustWeight);
    const t1 = shrunk(wide.at(middle, typed), e1, t0, kTrust);
    into.trust = Math.min(parameters.trustMax, shrunk(narrow.at(low, typed), e2, t1, kTrust));
    into.trustTrials = evidenceBehind(e2, evidenceBehind(e1, e0, kTrust), kTrust);

    const silent = this.#silentPriors.of(route, this.#atSec);
    const fails = this.#failsPriors.of(route, this.#atSec);
    const rate = (hits: number, of: number, prior: RatePrior, pooling: number): number =>
      this.#wideRate(top, middle, hits, of, prior, pooling);
    into.accept = rate(accepted, answers, acceptPrior, acceptPrior.pooling);
    into.typedIfSilent = rate(silentTyped, silentTrials, silent, silentPrior.pooling);
    into.failsEarly = rate(failedEarly, losses, fails, failsPrior.pooling);
  }

  /** Trials of delivery in the cell's country alone, decayed: what was not measured elsewhere. */
  trialsIn(route: number, cell: number): number {
    return this.#wide.at(this.wideSlots.find(route, this.#country(cell)), trials);
  }

  /** Share of the losses that are reported failed, but not early. O(1). */
  failsLate(route: number, cell: number): number {
    const top = this.wideSlots.find(route, everywhere);
    const middle = this.wideSlots.find(route, this.#country(cell));
    const { pooling } = failsLatePrior;
    return Math.min(1, this.#wideRate(top, middle, failedLate, losses, failsLatePrior, pooling));
  }

  /** Receipt trust in a cell, and the codes that were to be expected behind it. O(1). */
  trust(route: number, cell: number): { readonly trust: number; readonly evidence: number } {
    const into = { ...noMeasurement };
    this.read(route, cell, into);
    return { trust: into.trust, evidence: into.trustTrials };
  }

  /**
   * Quantiles of the latency in the cell's country, and the box that goes with them; the same while
   * hardly anything is new.
   */
  latency(route: number, cell: number): KeptLatency {
    const middle = this.wideSlots.of(route, this.#country(cell));
    const kept = this.#quantiles[middle];
    // Growth is told by the trials beside the histogram: one read instead of 28.
    const weight = this.#wide.at(middle, trials);
    if (
      kept !== undefined &&
      this.#atSec - kept.atSec < quantilesAgeSec &&
      Math.abs(weight - kept.weight) <= 1 + quantilesGrowth * kept.weight
    ) {
      return kept;
    }
    const latencySec = latencyQuantiles(this.latencyBinsOf(route, cell));
    const now = { latencySec, weight, atSec: this.#atSec, box: newLatencyBox() };
    this.#quantiles[middle] = now;
    return now;
  }

  /** Leaves `keptTrials` and `keptTyped` of the evidence in one cell at the most. */
  cutCell(route: number, cell: number, keptTrials: number, keptTyped: number): void {
    const slot = this.narrowSlots.find(route, cell);
    this.#touch(route);
    if (slot !== -1) {
      cut(this.#narrow, slot, keptTrials, keptTyped);
    }
  }

  /** The same in a country and all its cells; country null = everywhere. */
  cutCountry(route: number, country: number | null, keptTrials: number, keptTyped: number): void {
    this.#touch(route);
    const slot = this.wideSlots.find(route, country === null ? everywhere : country + 1);
    if (slot !== -1) {
      cut(this.#wide, slot, keptTrials, keptTyped);
    }
    const countries = new Set<number>();
    for (let cell = 0; cell < this.space.cells.length; cell += 1) {
      if (country === null || this.space.countryOf(cell) === country) {
        this.cutCell(route, cell, keptTrials, keptTyped);
        countries.add(this.space.countryOf(cell));
      }
    }
    if (country === null) {
      for (const one of countries) {
        const middle = this.wideSlots.find(route, one + 1);
        if (middle !== -1) {
          cut(this.#wide, middle, keptTrials, keptTyped);
        }
      }
    }
  }

  /** Its sums with the names of their rows, for those that store or merge them. */
  families(): readonly SumsFamily[] {
    const { space } = this;
    const routeId = (slots: SlotTable, slot: number): string =>
      space.routes[slots.rowOf(slot)]?.id ?? "";
    const wide = {
      keyOf: (slot: number): string =>
        [
          routeId(this.wideSlots, slot),
          space.countries[this.wideSlots.columnOf(slot) - 1] ?? "",
        ].join(separator),
      slotOf: (key: string): number | null => {
        const [route = "", country = ""] = key.split(separator);
        const row = space.routeNumber(route);
        const column = country === "" ? everywhere : space.country(country) + 1;
        return row === null ? null : this.wideSlots.of(row, column);
      },
    };
    const narrow = {
      keyOf: (slot: number): string =>
        [
          routeId(this.narrowSlots, slot),
          space.cells[this.narrowSlots.columnOf(slot)]?.id ?? "",
        ].join(separator),
      slotOf: (key: string): number | null => {
        const [route = "", cell = ""] = key.split(separator);
        const row = space.routeNumber(route);
        const column = space.cellNumber(cell);
        return row === null || column === null ? null : this.narrowSlots.of(row, column);
      },
    };
    return [
      { name: "route-cell", sums: this.#narrow, ...narrow },
      { name: "route-country", sums: this.#wide, ...wide },
      { name: "latency", sums: this.#latency, ...wide },
    ];
  }

  #priorsOf(prior: RatePrior, hits: number, of: number): ChannelPriors {
    return new ChannelPriors(this.space, prior, {
      hits: (route) => this.#wide.at(this.wideSlots.find(route, everywhere), hits),
      trials: (route) => this.#wide.at(this.wideSlots.find(route, everywhere), of),
    });
  }

  #country(cell: number): number {
    return this.space.countryOf(cell) + 1;
  }

  #wideRate(
    top: number,
    middle: number,
    hits: number,
    of: number,
    prior: RatePrior,
    pooling: number,
  ): number {
    const wide = this.#wide;
    const rate = shrunk(wide.at(top, hits), wide.at(top, of), prior.rate, prior.weight);
    return shrunk(wide.at(middle, hits), wide.at(middle, of), rate, pooling);
  }

  /** Weights of the latency bins in the cell's country, leaning on the route's everywhere. */
  latencyBinsOf(route: number, cell: number): Float64Array {
    const middle = this.wideSlots.find(route, this.#country(cell));
    const top = this.wideSlots.find(route, everywhere);
    const ofRoute = new Float64Array(latencyBins);
    let total = latencyPrior.weight;
    for (let bin = 0; bin < latencyBins; bin += 1) {
      const weight = this.#latency.at(top, bin);
      ofRoute[bin] = weight + latencyPrior.weight * (latencyPrior.weights[bin] ?? 0);
      total += weight;
    }
    const lean = latencyPrior.pooling / total;
    return ofRoute.map((weight, bin) => this.#latency.at(middle, bin) + lean * weight);
  }

  #addEverywhere(
    route: number,
    cell: number,
    hits: number,
    of: number,
    hit: number,
    trial: number,
  ): void {
    const slot = this.narrowSlots.of(route, cell);
    this.#narrow.add(slot, hits, hit);
    this.#narrow.add(slot, of, trial);
    this.#addWide(route, cell, hits, of, hit, trial);
  }

  #addWide(
    route: number,
    cell: number,
    hits: number,
    of: number,
    hit: number,
    trial: number,
  ): void {
    this.#touch(route);
    const middle = this.wideSlots.of(route, this.#country(cell));
    this.#wide.add(middle, hits, hit);
    this.#wide.add(middle, of, trial);
    const top = this.wideSlots.of(route, everywhere);
    this.#wide.add(top, hits, hit);
    this.#wide.add(top, of, trial);
  }

  #touch(route: number): void {
    while (this.#versions.length <= route) {
      this.#versions.push(0);
    }
    this.#versions[route]! += 1;
  }
}

function cut(sums: DecayedSums, slot: number, keptTrials: number, keptTyped: number): void {
  const trialFactor = Math.min(1, keptTrials / Math.max(keptTrials, sums.at(slot, trials)));
  const typedFactor = Math.min(1, keptTyped / Math.max(keptTyped, sums.at(slot, expected)));
  sums.multiply(slot, delivered, trialFactor);
  sums.multiply(slot, trials, trialFactor);
  sums.multiply(slot, typed, typedFactor);
  sums.multiply(slot, expected, typedFactor);
}
