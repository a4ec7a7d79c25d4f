import { eventsOf } from "../market/market-events.js";
import type { Market } from "../market/market.js";
import type { LiveSend } from "./live-send.js";
import type { ScenarioEvent } from "../market/scenario.js";
import type { MarketRoute } from "../market/market-parts.js";
import type { AttemptFate } from "../market/attempt-fate.js";

/** What an outage did to new sends in the cells that it touched. */
export interface OutageResult {
  readonly name: string;
  /** First attempts that were lost to it before traffic was elsewhere. */
  readonly firstAttemptsLost: number;
  /** True once nearly all new sends went elsewhere; null when hardly any went there before. */
  readonly rerouted: boolean | null;
  /** Share of new sends of the touched cells that went there just before. */
  readonly shareBefore: number;
  /** The same of all new sends. */
  readonly shareOfAll: number;
}

// "Before" is the latest so many first attempts; "elsewhere" is seen in the next so many.
const windowBefore = 400;
const windowAfter = 50;
/** Fewer than this went there before: there is nothing to reroute. */
const shareMin = 0.05;
/** Rerouted = no more than this part of the share before. */
const partLeft = 0.2;

/** Follows first attempts of genuine sends through every outage of a scenario. */
export class OutageWatch {
  readonly #outages: readonly Outage[];

  constructor(market: Market) {
    this.#outages = market.scenario.events
      .filter((event) => event.outage)
      .map((event) => new Outage(market, event));
  }

  firstAttempt(send: LiveSend, route: MarketRoute, fate: AttemptFate, atSec: number): void {
    for (const outage of this.#outages) {
      outage.firstAttempt(send, route, fate, atSec);
    }
  }

  results(): OutageResult[] {
    return this.#outages.map((outage) => outage.result());
  }
}

class Outage {
  readonly #event: ScenarioEvent;
  /** By route index × cells + cell index. */
  readonly #isHit: readonly boolean[];
  readonly #isCellHit: readonly boolean[];
  readonly #cells: number;
  readonly #beforeHere = new LatestShare(windowBefore);
  readonly #beforeAll = new LatestShare(windowBefore);
  /** One per first attempt in a touched cell: 0 elsewhere, 1 there and fine, 2 there and lost. */
  readonly #during: number[] = [];

  constructor(market: Market, event: ScenarioEvent) {
    this.#event = event;
    this.#cells = market.cells.length;
    this.#isHit = market.routes.flatMap((route) =>
      market.cells.map(
        (cell) =>
          market.isOffered(route, cell) && eventsOf(market.scenario, route, cell).includes(event),
      ),
    );
    this.#isCellHit = market.cells.map((_, cell) =>
      market.routes.some((_route, index) => this.#isHit[index * this.#cells + cell]),
    );
  }

  firstAttempt(send: LiveSend, route: MarketRoute, fate: AttemptFate, atSec: number): void {
    const isCellHit = this.#isCellHit[send.cell.index] === true;
    const isThere = this.#isHit[route.index * this.#cells + send.cell.index] === true;
    if (atSec < this.#event.at) {
      this.#beforeAll.add(isThere);
      if (isCellHit) {
        this.#beforeHere.add(isThere);
      }
    } else if (isCellHit && atSec < (this.#event.until ?? Number.POSITIVE_INFINITY)) {
      const isLost = fate.lossCause === "lost" || fate.refusedBecause !== null;
      this.#during.push(isThere ? (isLost ? 2 : 1) : 0);
    }
  }

  result(): OutageResult {
    const shareBefore = this.#beforeHere.share();
    const allowed = partLeft * shareBefore;
    let lost = 0;
    let isRerouted = false;
    // A running count of those that went there, over the next `windowAfter`.
    let ahead = this.#during.slice(0, windowAfter).filter((mark) => mark > 0).length;
    for (let index = 0; index < this.#during.length && !isRerouted; index += 1) {
      const seen = Math.min(windowAfter, this.#during.length - index);
      isRerouted = seen >= windowAfter / 5 && ahead <= allowed * seen;
      if (!isRerouted) {
        lost += this.#during[index] === 2 ? 1 : 0;
        ahead -= (this.#during[index] ?? 0) > 0 ? 1 : 0;
        ahead += (this.#during[index + windowAfter] ?? 0) > 0 ? 1 : 0;
      }
    }
    return {
      name: this.#event.name,
      firstAttemptsLost: lost,
      rerouted: shareBefore < shareMin || this.#during.length === 0 ? null : isRerouted,
      shareBefore,
      shareOfAll: this.#beforeAll.share(),
    };
  }
}

/** The share of true ones among the latest `size`. */
class LatestShare {
  readonly #marks: Uint8Array;
  #count = 0;
  #hits = 0;

  constructor(size: number) {
    this.#marks = new Uint8Array(size);
  }

  add(isHit: boolean): void {
    const place = this.#count % this.#marks.length;
    this.#hits += (isHit ? 1 : 0) - (this.#marks[place] as number);
    this.#marks[place] = isHit ? 1 : 0;
    this.#count += 1;
  }

  share(): number {
    return this.#count === 0 ? 0 : this.#hits / Math.min(this.#count, this.#marks.length);
  }
}
