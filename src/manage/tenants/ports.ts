import type { KeyViewer } from "../../flow/viewer.js";
import type { Page } from "../../flow/reads.js";

/**
 * A customer of the marketplace. Routing settings null = the platform's own;
 * money in the tenant's currency.
 */
export interface TenantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brand: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly duplicateRateMax: number | null;
  readonly explorationRate: number | null;
  readonly valuePerVerifiedMicros: bigint | null;
  readonly createdAt: Date;
}

/** What may change of a tenant; a missing member stays as it is. */
export type TenantChange = Partial<
  Pick<
    TenantRow,
    | "name"
    | "brand"
    | "timeZone"
    | "locale"
    | "duplicateRateMax"
    | "explorationRate"
    | "valuePerVerifiedMicros"
  >
>;

export interface TenantStore {
  /** Also begins the tenant's event log. */
  insertTenant(viewer: KeyViewer, tenant: TenantRow): Promise<"stored" | "slug_taken">;
  /** The tenant as it is now; null when the viewer may not see it. Bumps the tenant's rules. */
  updateTenant(viewer: KeyViewer, id: string, change: TenantChange): Promise<TenantRow | null>;
  /** In the order of ids; null where the viewer may see none. */
  tenantsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (TenantRow | null)[]>;
  tenantBySlug(viewer: KeyViewer, slug: string): Promise<TenantRow | null>;
  /** Oldest first. search = a part of a name, slug or brand; null = all. */
  tenants(
    viewer: KeyViewer,
    limit: number,
    afterId: string | null,
    search: string | null,
  ): Promise<Page<TenantRow>>;
}
