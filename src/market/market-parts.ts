import type { MarketChannel } from "./scenario.js";

/** The part of a market that a recipient belongs to; an e-mail address belongs to "*". */
export interface MarketCell {
  readonly index: number;
  readonly id: string;
  readonly country: string;
  readonly operator: string;
  readonly weight: number;
  readonly dead: number;
  readonly noWhatsapp: number;
  readonly prefixes: readonly string[];
  readonly mccmnc: string | null;
}

/** A vendor's way over one channel. */
export interface MarketRoute {
  readonly index: number;
  readonly id: string;
  readonly vendor: string;
  readonly channel: MarketChannel;
  readonly upstream: string;
  readonly declaredDelivery: number | null;
  readonly bill: "accept" | "delivery";
  readonly capPerSec: number | null;
  readonly key: number;
}

/**
 * What holds for one route in one cell at one moment. Shares are 0..1, price in the market's
 * currency.
 */
export interface Conditions {
  price: number;
  accept: number;
  deliver: number;
  medianSec: number;
  sigma: number;
  tailP: number;
  tailMult: number;
  coverage: number;
  falseDelivered: number;
  failReport: number;
}
