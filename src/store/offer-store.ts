import type { DataSource } from "typeorm";
import type { KeyViewer } from "../flow/viewer.js";
import type { OfferPriceVersion, OfferQuery, OfferReads, OfferRow } from "../manage/rates/ports.js";
import { asViewer } from "./as-viewer.js";
import { measuredOffersStatement } from "./measured-offers.js";
import { offersByIdStatement, offersStatement } from "./offer-query.js";
import { groupInOrder, inOrder, pageOf } from "./rows-in-order.js";
import type { Statement } from "./statement-values.js";

const versionColumns = `p.offer_id as "offerId", p.price_micros as "priceMicros", p.currency,
  p.effective_from as "effectiveFrom", p.effective_until as "effectiveUntil", p.source`;

/**
 * Offers as a viewer sees them: list prices and those of its own accounts. One statement per call.
 */
export function createOfferStore(dataSource: DataSource): OfferReads {
  return {
    offers: (viewer, query, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { text, values } = pageStatement(query, null, viewer, now);
        return pageOf(await tx.query<OfferRow[]>(text, [...values]), query.limit);
      }),
    offersOfVendors: (viewer, vendorIds, query, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { text, values } = pageStatement(query, vendorIds, viewer, now);
        const rows = await tx.query<OfferRow[]>(text, [...values]);
        return groupInOrder(vendorIds, rows, (row) => row.vendorId).map((group) =>
          pageOf(group, query.limit),
        );
      }),
    offersById: (viewer, ids, currency, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { text, values } = offersByIdStatement(ids, currency, now);
        return inOrder(ids, await tx.query<OfferRow[]>(text, [...values]));
      }),
    upcomingPrices: (viewer, offerIds, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<OfferPriceVersion[]>(
          `select distinct on (p.offer_id) ${versionColumns} from offer_price p
           where p.offer_id = any($1::uuid[]) and p.effective_from > $2
           order by p.offer_id, p.effective_from`,
          [offerIds, now],
        );
        const byOffer = new Map(rows.map((row) => [row.offerId, row]));
        return offerIds.map((id) => byOffer.get(id) ?? null);
      }),
    priceHistories: (viewer, offerIds, limit, before) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<OfferPriceVersion[]>(
          `select h.* from unnest($1::uuid[]) as n(offer_id) cross join lateral (
             select ${versionColumns} from offer_price p where p.offer_id = n.offer_id
               and ($2::timestamptz is null or p.effective_from < $2)
             order by p.effective_from desc limit $3) h`,
          [offerIds, before, limit + 1],
        );
        return groupInOrder(offerIds, rows, (row) => row.offerId).map((group) =>
          pageOf(group, limit),
        );
      }),
  };
}

function pageStatement(
  query: OfferQuery,
  vendorIds: readonly string[] | null,
  { tenantId }: KeyViewer,
  now: Date,
): Statement {
  const { orderBy } = query;
  return orderBy === "PRICE" || orderBy === "VENDOR"
    ? offersStatement(query, vendorIds, tenantId, now)
    : measuredOffersStatement({ ...query, orderBy }, vendorIds, tenantId, now);
}
