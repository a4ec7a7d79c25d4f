import type { OfferToWrite, RateChange, RateCounts } from "../core/rates/plan-rate-change.js";
import type { ImportRecord, RateTarget } from "../manage/rates/ports.js";
import { float8Array, int8Array, momentArray, textArray, uuidArray } from "./array-bytes.js";
import type { Statement } from "./statement-values.js";

/** Owner of list prices. */
const listOwner = "00000000-0000-0000-0000-000000000000";

/** What is written for whom. */
export interface RateOwner extends RateTarget {
  /** Null = list prices. */
  readonly tenantId: string | null;
}

/** Writes a part of an import: at most one statement per kind of change, however many rows. */
export function rateChangeStatements(
  owner: RateOwner,
  change: RateChange,
  record: ImportRecord,
): Statement[] {
  const { insertOffers, updateOffers, withdrawOffers } = change;
  const { closePrices, replacePrices, insertPrices } = change;
  return [
    ...(insertOffers.length === 0 ? [] : [insertOffersStatement(owner, insertOffers, record.at)]),
    ...(updateOffers.length === 0 ? [] : [updateOffersStatement(updateOffers)]),
    ...(withdrawOffers.length === 0 ? [] : [withdrawStatement(withdrawOffers, record.at)]),
    ...(closePrices.length === 0 ? [] : [closePricesStatement(closePrices)]),
    ...(replacePrices.length === 0 ? [] : [replacePricesStatement(replacePrices, record)]),
    ...(insertPrices.length === 0 ? [] : [insertPricesStatement(owner, insertPrices, record)]),
  ];
}

/** Writes down that an import was. */
export function importRecordStatement(
  owner: RateOwner,
  counts: RateCounts,
  record: ImportRecord,
): Statement {
  return {
    text: `insert into rate_sheet_import (id, vendor_id, tenant_id, account_id, by, at, added,
       changed, unchanged, withdrawn, rejected_count)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      record.id,
      owner.vendorId,
      owner.tenantId,
      owner.accountId,
      record.by,
      record.at,
      counts.added,
      counts.changed,
      counts.unchanged,
      counts.withdrawn,
      record.rejectedCount,
    ],
  };
}

function insertOffersStatement(
  owner: RateOwner,
  offers: readonly OfferToWrite[],
  now: Date,
): Statement {
  return {
    text: `insert into offer (id, vendor_id, tenant_id, account_id, channel, country, mcc, mnc,
       billed_on, declared_delivery_rate, upstream, created_at)
     select n.id, $1, $2, $3, n.channel, n.country, n.mcc, n.mnc, n.billed_on, n.declared,
       n.upstream, $4
     from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::float8[], $12::text[])
       as n(id, channel, country, mcc, mnc, billed_on, declared, upstream)`,
    values: [
      owner.vendorId,
      owner.tenantId,
      owner.accountId,
      now,
      uuidArray(offers.map((offer) => offer.id)),
      textArray(offers.map((offer) => offer.channel)),
      textArray(offers.map((offer) => offer.country)),
      textArray(offers.map((offer) => offer.mcc)),
      textArray(offers.map((offer) => offer.mnc)),
      textArray(offers.map((offer) => offer.billedOn)),
      ...termColumns(offers),
    ],
  };
}

function updateOffersStatement(offers: readonly OfferToWrite[]): Statement {
  return {
    text: `update offer o set declared_delivery_rate = n.declared, upstream = n.upstream,
       withdrawn_at = null
     from unnest($1::uuid[], $2::float8[], $3::text[]) as n(id, declared, upstream)
     where o.id = n.id and o.id = any($1::uuid[])`,
    values: [uuidArray(offers.map((offer) => offer.id)), ...termColumns(offers)],
  };
}

function termColumns(offers: readonly OfferToWrite[]): unknown[] {
  return [
    float8Array(offers.map((offer) => offer.declaredDeliveryRate)),
    textArray(offers.map((offer) => offer.upstream)),
  ];
}

function withdrawStatement(offerIds: readonly string[], now: Date): Statement {
  return {
    text: "update offer set withdrawn_at = $2 where id = any($1::uuid[])",
    values: [uuidArray(offerIds), now],
  };
}

function closePricesStatement(prices: RateChange["closePrices"]): Statement {
  return {
    text: `update offer_price p set effective_until = n.until
     from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as n(offer_id, "from", until)
     where p.offer_id = n.offer_id and p.effective_from = n."from"
       and p.offer_id = any($1::uuid[])`,
    values: [
      uuidArray(prices.map((price) => price.offerId)),
      momentArray(prices.map((price) => price.from)),
      momentArray(prices.map((price) => price.until)),
    ],
  };
}

/** Only prices that have not begun: what has begun is history. */
function replacePricesStatement(
  prices: RateChange["replacePrices"],
  record: ImportRecord,
): Statement {
  return {
    text: `update offer_price p set price_micros = n.micros, currency = n.currency,
       billed_on = n.billed_on, source = $6
     from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[])
       as n(offer_id, "from", micros, currency, billed_on)
     where p.offer_id = n.offer_id and p.effective_from = n."from" and p.effective_from > $7
       and p.offer_id = any($1::uuid[])`,
    values: [
      uuidArray(prices.map((price) => price.offerId)),
      momentArray(prices.map((price) => price.from)),
      int8Array(prices.map((price) => price.priceMicros)),
      textArray(prices.map((price) => price.currency)),
      textArray(prices.map((price) => price.billedOn)),
      record.source,
      record.at,
    ],
  };
}

function insertPricesStatement(
  owner: RateOwner,
  prices: RateChange["insertPrices"],
  record: ImportRecord,
): Statement {
  return {
    text: `insert into offer_price (offer_id, owner_id, price_micros, currency, billed_on,
       effective_from, effective_until, source, created_at)
     select n.offer_id, $9, n.micros, n.currency, n.billed_on, n."from",
       n.until, $7, $8
     from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[],
       $6::timestamptz[]) as n(offer_id, micros, currency, billed_on, "from", until)`,
    values: [
      uuidArray(prices.map((price) => price.offerId)),
      int8Array(prices.map((price) => price.priceMicros)),
      textArray(prices.map((price) => price.currency)),
      textArray(prices.map((price) => price.billedOn)),
      momentArray(prices.map((price) => price.from)),
      momentArray(prices.map((price) => price.until)),
      record.source,
      record.at,
      owner.tenantId ?? listOwner,
    ],
  };
}
