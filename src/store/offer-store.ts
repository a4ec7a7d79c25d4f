import type { DataSource } from "typeorm";
import type { OfferPriceVersion, OfferReads, OfferRow } from "../manage/rates/ports.js";
import { asViewer } from "./as-viewer.js";
import { type MeasuredPart, measuredOffersStatement } from "./measured-offers.js";
import { offersByIdStatement, offersStatement } from "./offer-query.js";
import { isWide, walkStatement } from "./offer-walk.js";
import { groupInOrder, inOrder, pageOf } from "./rows-in-order.js";
import type { Statement } from "./statement-values.js";

const versionColumns = `p.offer_id as "offerId", p.price_micros as "priceMicros", p.currency,
  coalesce(p.billed_on, (select o.billed_on from offer o where o.id = p.offer_id)) as "billedOn",
  p.effective_from as "effectiveFrom", p.effective_until as "effectiveUntil", p.source`;

/**
 * Offers as a viewer sees them: list prices and those of its own accounts. One statement per call;
 * a page by what was measured takes a second one where offers without a figure begin.
 */
export function createOfferStore(dataSource: DataSource): OfferReads {
  return {
    offers: (viewer, query, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const read = async ({ text, values }: Statement): Promise<OfferRow[]> =>
          tx.query<OfferRow[]>(text, [...values]);
        const { orderBy } = query;
        if (orderBy === "PRICE" || orderBy === "VENDOR") {
          const { tenantId } = viewer;
          const statement = isWide(query, tenantId)
            ? walkStatement(query, tenantId, now)
            : offersStatement(query, null, tenantId, now);
          return pageOf(await read(statement), query.limit);
        }
        const part = (limit: number, name: MeasuredPart): Promise<OfferRow[]> =>
          read(
            measuredOffersStatement({ ...query, orderBy, limit }, null, viewer.tenantId, now, name),
          );
        const measured = query.after?.sortKey === null ? [] : await part(query.limit, "measured");
        const left = query.limit - measured.length;
        const others = left < 0 ? [] : await part(left, "unmeasured");
        return pageOf([...measured, ...others], query.limit);
      }),
    offersOfVendors: (viewer, vendorIds, query, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { orderBy } = query;
        const { text, values } =
          orderBy === "PRICE" || orderBy === "VENDOR"
            ? offersStatement(query, vendorIds, viewer.tenantId, now)
            : measuredOffersStatement(
                { ...query, orderBy },
                vendorIds,
                viewer.tenantId,
                now,
                "both",
              );
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
    ...priceVersions(dataSource),
  };
}

/** What prices were, and what is announced; one statement per call. */
function priceVersions(
  dataSource: DataSource,
): Pick<OfferReads, "upcomingPrices" | "priceHistories"> {
  return {
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
