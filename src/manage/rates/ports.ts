import type { BillingTrigger, Channel } from "../../core/otp/status.js";
import type { StatCell } from "../../core/stats/cell.js";
import type { DeliveryStats } from "../../core/stats/delivery-stats.js";
import type { StatsWindow } from "../../core/stats/window.js";
import type { ExchangeRateChange } from "../../core/rates/plan-exchange-rates.js";
import type { RateCounts } from "../../core/rates/plan-rate-change.js";
import type { SheetComparison } from "../../core/rates/sheet-comparison.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** Whose prices: a vendor's list prices (accountId null), or those of the viewer's own account. */
export interface RateTarget {
  readonly vendorId: string;
  readonly accountId: string | null;
}

/** What is kept of an import. */
export interface ImportRecord {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
  /** Where the prices come from, as price history tells it. */
  readonly source: string;
  readonly rejectedCount: number;
}

/** An import that was stored; counts are of offers. */
export interface ImportRow {
  readonly id: string;
  readonly vendorId: string;
  readonly by: string;
  readonly at: Date;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly rejectedCount: number;
}

/** Prices in a currency that somebody cannot pay in. */
export interface MissingRate {
  readonly currency: string;
  readonly quotes: readonly string[];
}

export interface RateStore {
  /**
   * Compares with what is stored, and writes all of it: one transaction, one import per target at a
   * time. Bumps the market when anything changed.
   *
   * @param begin  gives a comparison that has not begun; a transaction that failed is tried anew
   * @param record null = nothing is stored: it is only to be compared, or is not to be had
   */
  importRates(
    viewer: KeyViewer,
    target: RateTarget,
    now: Date,
    begin: () => SheetComparison,
    record: ImportRecord | null,
  ): Promise<RateCounts>;
  /**
   * For each of the currencies that has none, now or to come: the currencies of tenants that the
   * viewer may see to which there is no exchange rate.
   */
  missingRates(
    viewer: KeyViewer,
    currencies: readonly string[],
    now: Date,
  ): Promise<readonly MissingRate[]>;
  /** The viewer's own imports, latest first: of its accounts' prices; operators' of list prices. */
  imports(viewer: KeyViewer, limit: number, beforeId: string | null): Promise<Page<ImportRow>>;
  /** In the order of ids; null where there is none of the viewer's own. */
  importsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (ImportRow | null)[]>;
  /** True when the vendor has, or had, list prices. */
  hasOffers(viewer: KeyViewer, vendorId: string): Promise<boolean>;
}

/** A version of a price. until null = open. */
export interface OfferPriceVersion {
  readonly offerId: string;
  readonly priceMicros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
  readonly effectiveFrom: Date;
  readonly effectiveUntil: Date | null;
  readonly source: string;
}

/** An offer with the price in force. */
export interface OfferRow {
  readonly id: string;
  readonly vendorId: string;
  /** Null = a list price. */
  readonly accountId: string | null;
  readonly channel: Channel;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
  readonly billedOn: BillingTrigger;
  readonly declaredDeliveryRate: number | null;
  readonly upstream: string | null;
  readonly priceMicros: bigint;
  readonly currency: string;
  readonly effectiveFrom: Date;
  readonly effectiveUntil: Date | null;
  /** From the price's currency to the one compared in, decimal text; null = there is no rate. */
  readonly rate: string | null;
  /** What the list is ordered by, as text: slug, price compared, figure; null = there is none. */
  readonly sortKey: string | null;
}

/** A member that is left out does not filter. */
export interface OfferFilter {
  readonly channels?: readonly Channel[];
  /** Offers for one of these, or for everywhere. */
  readonly countries?: readonly string[];
  /** Slugs. */
  readonly vendors?: readonly string[];
  /** mcc and mnc joined: offers for exactly this network. */
  readonly network?: string;
  readonly maxPrice?: { readonly micros: bigint; readonly currency: string };
  /** Only vendors at which the viewer has an account of its own for the offer's channel. */
  readonly connectedOnly?: boolean;
  readonly measured?: MeasuredFilter;
}

/** Whose measured figures: the market's of a window, or the viewer's own, worked out already. */
export type MeasuredOf =
  | { readonly kind: "market"; readonly window: StatsWindow }
  | {
      readonly kind: "own";
      readonly cells: readonly { readonly cell: StatCell; readonly stats: DeliveryStats }[];
    };

/** Only offers of which this was measured; one without a figure is left out. */
export interface MeasuredFilter {
  readonly of: MeasuredOf;
  readonly minDeliveryRate?: number;
  readonly minSuccessRate?: number;
  readonly maxLatencyMsP95?: number;
}

/** Orders by what was measured; rates by the low end of their interval, no figure last. */
export type MeasuredField = "DELIVERY_RATE" | "SUCCESS_RATE" | "LATENCY_P95" | "COST_PER_VERIFIED";

export interface OfferQuery {
  readonly filter: OfferFilter;
  readonly orderBy: "PRICE" | "VENDOR" | MeasuredField;
  /** For the orders by what was measured; left out = the market's last 24 hours. */
  readonly measuredOf?: MeasuredOf;
  readonly descending: boolean;
  /** What prices are compared in. */
  readonly currency: string;
  readonly limit: number;
  /** Of the last row that was read. */
  readonly after: { readonly sortKey: string | null; readonly id: string } | null;
}

export interface OfferReads {
  offers(viewer: KeyViewer, query: OfferQuery, now: Date): Promise<Page<OfferRow>>;
  /** One page per vendor; one statement. */
  offersOfVendors(
    viewer: KeyViewer,
    vendorIds: readonly string[],
    query: OfferQuery,
    now: Date,
  ): Promise<readonly Page<OfferRow>[]>;
  /** In the order of ids; null where the viewer sees none that is on the market. */
  offersById(
    viewer: KeyViewer,
    ids: readonly string[],
    currency: string,
    now: Date,
  ): Promise<readonly (OfferRow | null)[]>;
  /** The next version of each offer's price; null where none is planned. */
  upcomingPrices(
    viewer: KeyViewer,
    offerIds: readonly string[],
    now: Date,
  ): Promise<readonly (OfferPriceVersion | null)[]>;
  /** Newest first, planned ones included; one page per offer, one statement. before = exclusive. */
  priceHistories(
    viewer: KeyViewer,
    offerIds: readonly string[],
    limit: number,
    before: Date | null,
  ): Promise<readonly Page<OfferPriceVersion>[]>;
}

/** How much of the quote currency one unit of the base buys, from a moment on; decimal text. */
export interface ExchangeRateRow {
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
  readonly effectiveFrom: Date;
}

export interface ExchangeRateStore {
  /** False when a rate of that very moment has begun already. Bumps the market. */
  setRate(viewer: KeyViewer, rate: ExchangeRateRow, now: Date): Promise<boolean>;
  /**
   * Reads the rates in force and to come, lets `decide` compare, and writes what it says unless
   * `isKept` says no: one transaction, one at a time. Bumps the market when anything changed.
   */
  changeRates(
    viewer: KeyViewer,
    now: Date,
    decide: (known: readonly ExchangeRateRow[]) => ExchangeRateChange,
    isKept: (change: ExchangeRateChange) => boolean,
  ): Promise<ExchangeRateChange>;
  /** The rate in force of every pair and those to come, by pair and time. base null = all. */
  rates(viewer: KeyViewer, base: string | null, now: Date): Promise<readonly ExchangeRateRow[]>;
}
