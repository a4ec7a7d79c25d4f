import type { DataSource, EntityManager } from "typeorm";
import type { StoredOffer } from "../core/rates/plan-rate-change.js";
import type { TimelinePrice } from "../core/rates/price-timeline.js";
import type { KeyViewer } from "../flow/viewer.js";
import type { ImportRow, MissingRate, RateStore, RateTarget } from "../manage/rates/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpMarket } from "./bump-version.js";
import { groupInOrder, inOrder, pageOf } from "./rows-in-order.js";
import { writeRateChange } from "./write-rate-change.js";

/** Offers and their prices, written by whole sheets. */
export function createRateStore(dataSource: DataSource): RateStore {
  return {
    importRates: (viewer, target, now, decide, record) =>
      asViewer(dataSource, viewer, async (tx) => {
        const lock = `rates ${target.vendorId} ${target.accountId ?? ""}`;
        await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [lock]);
        const change = decide(await readOffers(tx, target, now));
        const kept = record(change);
        if (kept !== null) {
          await writeRateChange(tx, target, tenantOf(viewer, target), change, kept);
          if (change.added + change.changed + change.withdrawn > 0) {
            await bumpMarket(tx);
          }
        }
        return change;
      }),
    hasOffers: (viewer, vendorId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<unknown[]>(
          "select 1 from offer where vendor_id = $1 and account_id is null limit 1",
          [vendorId],
        );
        return rows.length > 0;
      }),
    missingRates: (viewer, currencies, now) =>
      asViewer(dataSource, viewer, (tx) =>
        tx.query<MissingRate[]>(
          `select c.currency, array_agg(distinct t.currency order by t.currency) as quotes
           from unnest($1::text[]) as c(currency) join tenant t on t.currency <> c.currency
           where not exists (select from exchange_rate r
             where r.base = c.currency and r.quote = t.currency and r.effective_from <= $2)
           group by c.currency order by c.currency`,
          [currencies, now],
        ),
      ),
    imports: (viewer, limit, beforeId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<ImportRow[]>(
          `select ${importColumns} from rate_sheet_import
           where ${viewer.tenantId === null ? "tenant_id is null" : "tenant_id = $3"}
             and ($2::uuid is null or id < $2)
           order by id desc limit $1`,
          [limit + 1, beforeId, ...(viewer.tenantId === null ? [] : [viewer.tenantId])],
        );
        return pageOf(rows, limit);
      }),
    importsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder(
          ids,
          await tx.query<ImportRow[]>(
            `select ${importColumns} from rate_sheet_import where id = any($1::uuid[])`,
            [ids],
          ),
        ),
      ),
  };
}

const importColumns = `id, vendor_id as "vendorId", by, at, added, changed, unchanged, withdrawn,
  rejected_count as "rejectedCount"`;

/** Whose offers they are: an account's are its tenant's. */
function tenantOf(viewer: KeyViewer, target: RateTarget): string | null {
  return target.accountId === null ? null : viewer.tenantId;
}

type OfferColumns = Omit<StoredOffer, "prices">;

async function readOffers(
  tx: EntityManager,
  target: RateTarget,
  now: Date,
): Promise<readonly StoredOffer[]> {
  const offers = await tx.query<OfferColumns[]>(
    `select id, channel, country, mcc, mnc, declared_delivery_rate as "declaredDeliveryRate",
       upstream, withdrawn_at is not null as "isWithdrawn"
     from offer where vendor_id = $1 and account_id is not distinct from $2`,
    [target.vendorId, target.accountId],
  );
  const prices = await tx.query<(TimelinePrice & { readonly offerId: string })[]>(
    `select p.offer_id as "offerId", p.effective_from as "from", p.effective_until as "until",
       p.price_micros as "priceMicros", p.currency,
       coalesce(p.billed_on, o.billed_on) as "billedOn"
     from offer o join offer_price p on p.offer_id = o.id
     where o.vendor_id = $1 and o.account_id is not distinct from $2
       and (p.effective_until is null or p.effective_until > $3)
     order by p.effective_from`,
    [target.vendorId, target.accountId, now],
  );
  const ids = offers.map((offer) => offer.id);
  const pricesOf = groupInOrder(ids, prices, (price) => price.offerId);
  return offers.map((offer, index) => ({ ...offer, prices: pricesOf[index] ?? [] }));
}
