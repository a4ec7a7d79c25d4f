import { type DataSource, In, IsNull } from "typeorm";
import type { VendorRow, VendorStore } from "../manage/vendors/ports.js";
import { asViewer, breaksUnique } from "./as-viewer.js";
import { bumpMarket, bumpRules } from "./bump-version.js";
import { VendorPauseEntity } from "./entity/vendor-pause.entity.js";
import { VendorEntity } from "./entity/vendor.entity.js";
import { healthOfVendors } from "./health-facts.js";
import { groupInOrder, inOrder, pageOf } from "./rows-in-order.js";

/** The catalogue of vendors and their pauses. */
export function createVendorStore(dataSource: DataSource): VendorStore {
  return {
    async insertVendor(viewer, vendor) {
      try {
        await asViewer(dataSource, viewer, async (tx) => {
          await tx.insert(VendorEntity, { ...vendor, channels: [...vendor.channels] });
          await bumpMarket(tx);
        });
        return "stored";
      } catch (error) {
        if (breaksUnique(error, "vendor_slug_key")) {
          return "slug_taken";
        }
        throw error;
      }
    },
    setBaseUrl: (viewer, vendorId, baseUrl) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.update(VendorEntity, { id: vendorId }, { baseUrl });
        await bumpMarket(tx);
      }),
    vendorBySlug: (viewer, slug) =>
      asViewer(dataSource, viewer, (tx) => tx.findOneBy(VendorEntity, { slug })),
    vendorsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<VendorRow>(ids, await tx.findBy(VendorEntity, { id: In([...ids]) })),
      ),
    vendorsBySlug: (viewer, slugs) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.findBy(VendorEntity, { slug: In([...slugs]) });
        const bySlug = new Map(rows.map((row) => [row.slug, row]));
        return slugs.map((slug) => bySlug.get(slug) ?? null);
      }),
    vendors: (viewer, filter, limit, after) =>
      asViewer(dataSource, viewer, async (tx) => {
        const query = tx.createQueryBuilder(VendorEntity, "v");
        if (filter.channels !== undefined) {
          query.andWhere("v.channels && :channels", { channels: [...filter.channels] });
        }
        if (filter.countries !== undefined) {
          query.andWhere(
            `exists (select from offer o where o.vendor_id = v.id and o.withdrawn_at is null
              and (o.country = any(:countries) or o.country is null))`,
            { countries: [...filter.countries] },
          );
        }
        if (after !== null) {
          query.andWhere("(v.name, v.id) > (:name, :id)", { ...after });
        }
        query
          .orderBy("v.name", "ASC")
          .addOrderBy("v.id", "ASC")
          .limit(limit + 1);
        return pageOf<VendorRow>(await query.getMany(), limit);
      }),
    countriesOfVendors: (viewer, vendorIds) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<{ vendorId: string; country: string }[]>(
          `select distinct vendor_id as "vendorId", country from offer
           where vendor_id = any($1) and withdrawn_at is null and country is not null
           order by country`,
          [vendorIds],
        );
        return groupInOrder(vendorIds, rows, (row) => row.vendorId).map((group) =>
          group.map((row) => row.country),
        );
      }),
    insertPause: (viewer, pause) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.query(
          `insert into vendor_pause (id, vendor_id, tenant_id, channel, country, reason, paused_at)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
          [
            pause.id,
            pause.vendorId,
            viewer.tenantId,
            pause.channel,
            pause.country,
            pause.reason,
            pause.pausedAt,
          ],
        );
        await bumpMarket(tx);
        if (viewer.tenantId !== null) {
          await bumpRules(tx, viewer.tenantId);
        }
      }),
    endPause: (viewer, place, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const ended = await tx.update(
          VendorPauseEntity,
          {
            vendorId: place.vendorId,
            tenantId: viewer.tenantId ?? IsNull(),
            channel: place.channel ?? IsNull(),
            country: place.country ?? IsNull(),
            resumedAt: IsNull(),
          },
          { resumedAt: now },
        );
        if ((ended.affected ?? 0) === 0) {
          return false;
        }
        await bumpMarket(tx);
        if (viewer.tenantId !== null) {
          await bumpRules(tx, viewer.tenantId);
        }
        return true;
      }),
    healthOfVendors: (viewer, vendorIds) =>
      asViewer(dataSource, viewer, (tx) => healthOfVendors(tx, vendorIds)),
  };
}
