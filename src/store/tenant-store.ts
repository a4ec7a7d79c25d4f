import { type DataSource, type FindOptionsWhere, In, MoreThan } from "typeorm";
import type { TenantChange, TenantRow, TenantStore } from "../manage/tenants/ports.js";
import { actForTenant, asViewer, breaksUnique } from "./as-viewer.js";
import { bumpRules } from "./bump-version.js";
import { containsText } from "./contains-text.js";
import { TenantEntity } from "./entity/tenant.entity.js";
import { inOrder, pageOf } from "./rows-in-order.js";

/** Tenants behind row-level security. */
export function createTenantStore(dataSource: DataSource): TenantStore {
  return {
    async insertTenant(viewer, tenant) {
      try {
        await asViewer(dataSource, viewer, async (tx) => {
          await tx.insert(TenantEntity, tenant);
          await actForTenant(tx, tenant.id);
          await tx.query("insert into tenant_counter (tenant_id) values ($1)", [tenant.id]);
        });
        return "stored";
      } catch (error) {
        if (breaksUnique(error, "tenant_slug_key")) {
          return "slug_taken";
        }
        throw error;
      }
    },
    updateTenant: (viewer, id, change) =>
      asViewer(dataSource, viewer, async (tx) => {
        if (Object.keys(change).length > 0) {
          await tx.update(TenantEntity, { id }, { ...change } satisfies TenantChange);
        }
        await bumpRules(tx, id);
        return tx.findOneBy(TenantEntity, { id });
      }),
    tenantsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<TenantRow>(ids, await tx.findBy(TenantEntity, { id: In([...ids]) })),
      ),
    tenantBySlug: (viewer, slug) =>
      asViewer(dataSource, viewer, (tx) => tx.findOneBy(TenantEntity, { slug })),
    tenants: (viewer, limit, afterId, search) =>
      asViewer(dataSource, viewer, async (tx) => {
        const behind = afterId === null ? {} : { id: MoreThan(afterId) };
        const rows = await tx.find(TenantEntity, {
          where: namedBy(search).map((name) => ({ ...behind, ...name })),
          order: { id: "ASC" },
          take: limit + 1,
        });
        return pageOf<TenantRow>(rows, limit);
      }),
  };
}

/** Any of these. */
function namedBy(search: string | null): FindOptionsWhere<TenantEntity>[] {
  if (search === null) {
    return [{}];
  }
  const part = containsText(search);
  return [{ name: part }, { slug: part }, { brand: part }];
}
