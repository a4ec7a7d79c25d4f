import { type DataSource, type EntityManager, In } from "typeorm";
import { isKey } from "../core/limits.js";
import type { Page } from "../flow/reads.js";
import type { VendorFilter, VendorRow, VendorStore } from "../manage/vendors/ports.js";
import { asViewer, breaksUnique } from "./as-viewer.js";
import { bumpMarket } from "./bump-version.js";
import { VendorEntity } from "./entity/vendor.entity.js";
import { healthOfVendors } from "./health-facts.js";
import { incidentsOfVendors } from "./incident-reads.js";
import { createPauseStore } from "./pause-store.js";
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
      isKey(slug)
        ? asViewer(dataSource, viewer, (tx) => tx.findOneBy(VendorEntity, { slug }))
        : Promise.resolve(null),
    vendorsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<VendorRow>(ids, await tx.findBy(VendorEntity, { id: In([...ids]) })),
      ),
    vendorsBySlug: (viewer, slugs) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.findBy(VendorEntity, { slug: In(slugs.filter(isKey)) });
        const bySlug = new Map(rows.map((row) => [row.slug, row]));
        return slugs.map((slug) => bySlug.get(slug) ?? null);
      }),
    vendors: (viewer, filter, limit, after) =>
      asViewer(dataSource, viewer, (tx) => readPage(tx, filter, limit, after)),
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
    ...createPauseStore(dataSource),
    healthOfVendors: (viewer, vendorIds) =>
      asViewer(dataSource, viewer, (tx) => healthOfVendors(tx, vendorIds)),
    incidentsOfVendors: (viewer, vendorIds, page) =>
      asViewer(dataSource, viewer, async (tx) =>
        (await incidentsOfVendors(tx, viewer.tenantId, vendorIds, page)).map((rows) =>
          pageOf(rows, page.limit),
        ),
      ),
  };
}

/** By name and id; one statement. */
async function readPage(
  tx: EntityManager,
  filter: VendorFilter,
  limit: number,
  after: { readonly name: string; readonly id: string } | null,
): Promise<Page<VendorRow>> {
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
  if (filter.search !== undefined) {
    query.andWhere("position(lower(:part) in lower(v.name || ' ' || v.slug)) > 0", {
      part: filter.search,
    });
  }
  if (after !== null) {
    query.andWhere("(v.name, v.id) > (:name, :id)", { ...after });
  }
  query
    .orderBy("v.name", "ASC")
    .addOrderBy("v.id", "ASC")
    .limit(limit + 1);
  return pageOf<VendorRow>(await query.getMany(), limit);
}
