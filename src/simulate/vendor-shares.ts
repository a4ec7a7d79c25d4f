import type { Market } from "../market/market.js";
import type { MarketRoute } from "../market/market-parts.js";

const spans = 96;

/** First attempts of genuine sends by vendor, in 96 equal spans of the scenario's time. */
export class VendorShares {
  readonly vendors: readonly string[];
  readonly #spanSec: number;
  readonly #counts: Uint32Array;
  readonly #vendorOf: readonly number[];

  constructor({ scenario, routes }: Market) {
    this.vendors = [...new Set(routes.map(({ vendor }) => vendor))];
    this.#vendorOf = routes.map(({ vendor }) => this.vendors.indexOf(vendor));
    this.#spanSec = scenario.horizon_s / spans;
    this.#counts = new Uint32Array(spans * this.vendors.length);
  }

  add(route: MarketRoute, atSec: number): void {
    const span = Math.min(spans - 1, Math.floor(atSec / this.#spanSec));
    const place = span * this.vendors.length + (this.#vendorOf[route.index] as number);
    this.#counts[place] = (this.#counts[place] as number) + 1;
  }

  /** Counts by vendor, for each span in turn. */
  spans(): number[][] {
    return Array.from({ length: spans }, (_, span) =>
      Array.from(
        this.#counts.subarray(span * this.vendors.length, (span + 1) * this.vendors.length),
      ),
    );
  }
}
