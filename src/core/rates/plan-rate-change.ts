import type { BillingTrigger } from "../otp/status.js";
import {
  changeTimeline,
  endTimeline,
  type TimelineChange,
  type TimelinePrice,
} from "./price-timeline.js";
import { placeKey, type RatePlace, type RateRow } from "./rate-row.js";

/** MERGE leaves what the sheet does not list; REPLACE withdraws it, prices to come included. */
export type RateMode = "MERGE" | "REPLACE";

/** What an offer says beside its price. */
export interface OfferTerms {
  readonly declaredDeliveryRate: number | null;
  readonly upstream: string | null;
}

/** A stored offer with the prices that end after now, by rising from. */
export interface StoredOffer extends RatePlace, OfferTerms {
  readonly id: string;
  readonly isWithdrawn: boolean;
  readonly prices: readonly TimelinePrice[];
}

/** An offer to insert, or to set to these terms and list again. */
export interface OfferToWrite extends RatePlace, OfferTerms {
  readonly id: string;
  /** Of its first price; each price says its own. */
  readonly billedOn: BillingTrigger;
}

type OfOffer<T> = T & { readonly offerId: string };

/** Everything that a part of an import writes. */
export interface RateChange extends RateCounts {
  readonly insertOffers: readonly OfferToWrite[];
  readonly updateOffers: readonly OfferToWrite[];
  readonly withdrawOffers: readonly string[];
  readonly closePrices: readonly OfOffer<{ readonly from: Date; readonly until: Date }>[];
  readonly replacePrices: readonly OfOffer<TimelinePrice>[];
  readonly insertPrices: readonly OfOffer<TimelinePrice>[];
}

/** Of offers. */
export interface RateCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

interface Draft {
  insertOffers: OfferToWrite[];
  updateOffers: OfferToWrite[];
  withdrawOffers: string[];
  closePrices: OfOffer<{ from: Date; until: Date }>[];
  replacePrices: OfOffer<TimelinePrice>[];
  insertPrices: OfOffer<TimelinePrice>[];
  unchanged: number;
}

/** What becomes of the offers that a sheet is compared with. */
export interface RateRules {
  readonly mode: RateMode;
  readonly now: Date;
  /** Gives the id of an offer that is new. */
  readonly newId: () => string;
  /** Offers by place that REPLACE leaves alone although no sound line names them. */
  readonly spared: ReadonlySet<string>;
}

/** A sheet's lines for one offer, and what is stored of it; either may be missing. */
export interface RatesOfOffer {
  readonly stored: StoredOffer | null;
  readonly rows: readonly RateRow[];
}

/**
 * What becomes of some offers of a vendor or account, each of which comes with all of its lines.
 * O(rows + offers).
 */
export function planRateChange(offers: Iterable<RatesOfOffer>, rules: RateRules): RateChange {
  const draft: Draft = {
    insertOffers: [],
    updateOffers: [],
    withdrawOffers: [],
    closePrices: [],
    replacePrices: [],
    insertPrices: [],
    unchanged: 0,
  };
  let named = 0;
  for (const { stored, rows } of offers) {
    named += rows.length === 0 ? 0 : 1;
    const [row] = rows;
    if (row === undefined) {
      withdrawUnnamed(draft, stored, rules);
    } else if (stored === null && rows.length === 1) {
      addOffer(draft, rules.newId(), row, rules.now);
    } else {
      changeOffer(draft, stored, rows, rules);
    }
  }
  return {
    ...draft,
    added: draft.insertOffers.length,
    changed: named - draft.insertOffers.length - draft.unchanged,
    withdrawn: draft.withdrawOffers.length,
  };
}

/** What most lines of a first sheet are, without the detour over a timeline. */
function addOffer(draft: Draft, offerId: string, row: RateRow, now: Date): void {
  const { effectiveFrom, priceMicros, currency, billedOn } = row;
  const from = effectiveFrom !== null && effectiveFrom > now ? effectiveFrom : now;
  draft.insertPrices.push({ offerId, from, until: null, priceMicros, currency, billedOn });
  draft.insertOffers.push(writeOf(offerId, row));
}

function changeOffer(
  draft: Draft,
  offer: StoredOffer | null,
  rows: readonly RateRow[],
  { mode, now, newId }: RateRules,
): void {
  // Terms have no versions: those of the last line count.
  const terms = rows.at(-1);
  if (terms === undefined) {
    return;
  }
  const offerId = offer?.id ?? newId();
  const wanted = rows.map(({ effectiveFrom, priceMicros, currency, billedOn }) => ({
    from: effectiveFrom ?? now,
    priceMicros,
    currency,
    billedOn,
  }));
  const forgetsPlanned = mode === "REPLACE" || offer?.isWithdrawn === true;
  const change = changeTimeline(offer?.prices ?? [], wanted, now, forgetsPlanned);
  addPrices(draft, offerId, change);
  const toWrite = writeOf(offerId, terms);
  if (offer === null) {
    draft.insertOffers.push(toWrite);
  } else if (offer.isWithdrawn || !sameTerms(offer, terms)) {
    draft.updateOffers.push(toWrite);
  } else if (change.close.length + change.replace.length + change.insert.length === 0) {
    draft.unchanged += 1;
  }
}

function addPrices(draft: Draft, offerId: string, change: TimelineChange): void {
  for (const { from, until } of change.close) {
    draft.closePrices.push({ offerId, from, until });
  }
  for (const price of change.replace) {
    draft.replacePrices.push(ofOffer(offerId, price));
  }
  for (const price of change.insert) {
    draft.insertPrices.push(ofOffer(offerId, price));
  }
}

/** Written out: a spread takes several times as long, of every price of a sheet. */
function ofOffer(offerId: string, price: TimelinePrice): OfOffer<TimelinePrice> {
  const { from, until, priceMicros, currency, billedOn } = price;
  return { offerId, from, until, priceMicros, currency, billedOn };
}

function writeOf(id: string, row: RateRow): OfferToWrite {
  const { channel, country, mcc, mnc, billedOn, declaredDeliveryRate, upstream } = row;
  return { id, channel, country, mcc, mnc, billedOn, declaredDeliveryRate, upstream };
}

function sameTerms(left: OfferTerms, right: OfferTerms): boolean {
  return (
    left.declaredDeliveryRate === right.declaredDeliveryRate && left.upstream === right.upstream
  );
}

function withdrawUnnamed(
  draft: Draft,
  offer: StoredOffer | null,
  { mode, now, spared }: RateRules,
): void {
  if (mode === "REPLACE" && offer?.isWithdrawn === false && !spared.has(placeKey(offer))) {
    draft.withdrawOffers.push(offer.id);
    for (const price of endTimeline(offer.prices, now)) {
      draft.closePrices.push({ ...price, offerId: offer.id });
    }
  }
}
