import type { BillingTrigger } from "../otp/status.js";
import {
  changeTimeline,
  endTimeline,
  type TimelineChange,
  type TimelinePrice,
} from "./price-timeline.js";
import { placeKey, type RatePlace, type RateRow, type RejectedRate } from "./rate-row.js";

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

/** Everything that an import writes. Counts are of offers. */
export interface RateChange {
  readonly insertOffers: readonly OfferToWrite[];
  readonly updateOffers: readonly OfferToWrite[];
  readonly withdrawOffers: readonly string[];
  readonly closePrices: readonly OfOffer<{ readonly from: Date; readonly until: Date }>[];
  readonly replacePrices: readonly OfOffer<TimelinePrice>[];
  readonly insertPrices: readonly OfOffer<TimelinePrice>[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  /** Lines that another line of the sheet contradicts. */
  readonly rejected: readonly RejectedRate[];
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

/**
 * Compares a sheet with what is stored for the same vendor and account.
 *
 * @param spared offers by place that REPLACE leaves alone although no sound line names them
 * @param newId gives the id of an offer that is new
 * O(rows + offers).
 */
export function planRateChange(
  stored: readonly StoredOffer[],
  rows: readonly RateRow[],
  mode: RateMode,
  now: Date,
  newId: () => string,
  spared: ReadonlySet<string> = new Set(),
): RateChange {
  const draft: Draft = {
    insertOffers: [],
    updateOffers: [],
    withdrawOffers: [],
    closePrices: [],
    replacePrices: [],
    insertPrices: [],
    unchanged: 0,
  };
  const { byPlace, rejected } = groupRows(rows, now);
  const storedByPlace = new Map(stored.map((offer) => [placeKey(offer), offer]));
  for (const [key, ofPlace] of byPlace) {
    const offer = storedByPlace.get(key);
    const [row] = ofPlace;
    if (offer === undefined && ofPlace.length === 1 && row !== undefined) {
      addOffer(draft, newId(), row, now);
    } else {
      changeOffer(draft, offer, ofPlace, mode, now, newId);
    }
  }
  if (mode === "REPLACE") {
    const isListed = (place: string) => byPlace.has(place) || spared.has(place);
    withdrawOthers(draft, stored, isListed, now);
  }
  return {
    ...draft,
    added: draft.insertOffers.length,
    changed: byPlace.size - draft.insertOffers.length - draft.unchanged,
    withdrawn: draft.withdrawOffers.length,
    rejected: rejected.sort((a, b) => a.line - b.line),
  };
}

/** Lines by offer; of two for the same offer and time the first counts. */
function groupRows(rows: readonly RateRow[], now: Date) {
  const byPlace = new Map<string, RateRow[]>();
  for (const row of rows) {
    const place = placeKey(row);
    const group = byPlace.get(place);
    if (group === undefined) {
      byPlace.set(place, [row]);
    } else {
      group.push(row);
    }
  }
  const rejected: RejectedRate[] = [];
  for (const [place, group] of byPlace) {
    if (group.length > 1) {
      byPlace.set(place, withoutTwins(group, now, rejected));
    }
  }
  return { byPlace, rejected };
}

function withoutTwins(group: readonly RateRow[], now: Date, rejected: RejectedRate[]): RateRow[] {
  const lineByTime = new Map<number, number>();
  return group.filter((row) => {
    const time = (row.effectiveFrom ?? now).getTime();
    const line = lineByTime.get(time);
    if (line !== undefined) {
      rejected.push({ line: row.line, reason: { phrase: "rateTwice", params: { line } } });
      return false;
    }
    lineByTime.set(time, row.line);
    return true;
  });
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
  offer: StoredOffer | undefined,
  rows: readonly RateRow[],
  mode: RateMode,
  now: Date,
  newId: () => string,
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
  if (offer === undefined) {
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

function withdrawOthers(
  draft: Draft,
  stored: readonly StoredOffer[],
  isListed: (place: string) => boolean,
  now: Date,
): void {
  for (const offer of stored) {
    if (!offer.isWithdrawn && !isListed(placeKey(offer))) {
      draft.withdrawOffers.push(offer.id);
      for (const price of endTimeline(offer.prices, now)) {
        draft.closePrices.push({ ...price, offerId: offer.id });
      }
    }
  }
}
