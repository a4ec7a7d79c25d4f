import type { EntityManager } from "typeorm";
import type { OfferToWrite, RateChange } from "../core/rates/plan-rate-change.js";
import type { ImportRecord, RateTarget } from "../manage/rates/ports.js";
import { arrayLiteral, momentsLiteral } from "./array-literal.js";

/** Owner of list prices. */
const listOwner = "00000000-0000-0000-0000-000000000000";

/**
 * Writes an import: at most one statement per kind of change, however many rows.
 * Inside the given transaction.
 */
export async function writeRateChange(
  tx: EntityManager,
  target: RateTarget,
  tenantId: string | null,
  change: RateChange,
  record: ImportRecord,
): Promise<void> {
  await insertOffers(tx, target, tenantId, change.insertOffers, record.at);
  await updateOffers(tx, change.updateOffers);
  if (change.withdrawOffers.length > 0) {
    await tx.query("update offer set withdrawn_at = $2 where id = any($1::uuid[])", [
      arrayLiteral(change.withdrawOffers),
      record.at,
    ]);
  }
  await writePrices(tx, tenantId, change, record);
  await tx.query(
    `insert into rate_sheet_import (id, vendor_id, tenant_id, account_id, by, at, added, changed,
       unchanged, withdrawn, rejected_count)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      record.id,
      target.vendorId,
      tenantId,
      target.accountId,
      record.by,
      record.at,
      change.added,
      change.changed,
      change.unchanged,
      change.withdrawn,
      record.rejectedCount,
    ],
  );
}

async function insertOffers(
  tx: EntityManager,
  target: RateTarget,
  tenantId: string | null,
  offers: readonly OfferToWrite[],
  now: Date,
): Promise<void> {
  if (offers.length > 0) {
    await tx.query(
      `insert into offer (id, vendor_id, tenant_id, account_id, channel, country, mcc, mnc,
        billed_on,
         declared_delivery_rate, upstream, created_at)
       select n.id, $1, $2, $3, n.channel, n.country, n.mcc, n.mnc, n.billed_on, n.declared,
         n.upstream, $4
       from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
         $11::float8[], $12::text[])
         as n(id, channel, country, mcc, mnc, billed_on, declared, upstream)`,
      [
        target.vendorId,
        tenantId,
        target.accountId,
        now,
        arrayLiteral(offers.map((offer) => offer.id)),
        arrayLiteral(offers.map((offer) => offer.channel)),
        arrayLiteral(offers.map((offer) => offer.country)),
        arrayLiteral(offers.map((offer) => offer.mcc)),
        arrayLiteral(offers.map((offer) => offer.mnc)),
        arrayLiteral(offers.map((offer) => offer.billedOn)),
        ...termColumns(offers),
      ],
    );
  }
}

async function updateOffers(tx: EntityManager, offers: readonly OfferToWrite[]): Promise<void> {
  if (offers.length > 0) {
    await tx.query(
      `update offer o set declared_delivery_rate = n.declared, upstream = n.upstream,
         withdrawn_at = null
       from unnest($1::uuid[], $2::float8[], $3::text[]) as n(id, declared, upstream)
       where o.id = n.id and o.id = any($1::uuid[])`,
      [arrayLiteral(offers.map((offer) => offer.id)), ...termColumns(offers)],
    );
  }
}

function termColumns(offers: readonly OfferToWrite[]): unknown[] {
  return [
    arrayLiteral(offers.map((offer) => offer.declaredDeliveryRate)),
    offers.map((offer) => offer.upstream),
  ];
}

async function writePrices(
  tx: EntityManager,
  tenantId: string | null,
  { closePrices, replacePrices, insertPrices }: RateChange,
  record: ImportRecord,
): Promise<void> {
  if (closePrices.length > 0) {
    await tx.query(
      `update offer_price p set effective_until = n.until
       from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as n(offer_id, "from", until)
       where p.offer_id = n.offer_id and p.effective_from = n."from"
         and p.offer_id = any($1::uuid[])`,
      [
        arrayLiteral(closePrices.map((price) => price.offerId)),
        momentsLiteral(closePrices.map((price) => price.from)),
        momentsLiteral(closePrices.map((price) => price.until)),
      ],
    );
  }
  if (replacePrices.length > 0) {
    // Only prices that have not begun: what has begun is history.
    await tx.query(
      `update offer_price p set price_micros = n.micros, currency = n.currency,
         billed_on = n.billed_on, source = $6
       from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[])
         as n(offer_id, "from", micros, currency, billed_on)
       where p.offer_id = n.offer_id and p.effective_from = n."from" and p.effective_from > $7
         and p.offer_id = any($1::uuid[])`,
      [
        arrayLiteral(replacePrices.map((price) => price.offerId)),
        momentsLiteral(replacePrices.map((price) => price.from)),
        arrayLiteral(replacePrices.map((price) => price.priceMicros)),
        arrayLiteral(replacePrices.map((price) => price.currency)),
        arrayLiteral(replacePrices.map((price) => price.billedOn)),
        record.source,
        record.at,
      ],
    );
  }
  if (insertPrices.length > 0) {
    await tx.query(
      `insert into offer_price (id, offer_id, owner_id, price_micros, currency, billed_on,
         effective_from, effective_until, source, created_at)
       select gen_random_uuid(), n.offer_id, $9, n.micros, n.currency, n.billed_on, n."from",
         n.until, $7, $8
       from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[],
         $6::timestamptz[]) as n(offer_id, micros, currency, billed_on, "from", until)`,
      [
        arrayLiteral(insertPrices.map((price) => price.offerId)),
        arrayLiteral(insertPrices.map((price) => price.priceMicros)),
        arrayLiteral(insertPrices.map((price) => price.currency)),
        arrayLiteral(insertPrices.map((price) => price.billedOn)),
        momentsLiteral(insertPrices.map((price) => price.from)),
        momentsLiteral(insertPrices.map((price) => price.until)),
        record.source,
        record.at,
        tenantId ?? listOwner,
      ],
    );
  }
}
