import type { TenantRow } from "../../manage/tenants/ports.js";
import { requireKey } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";

export const tenantById = loaderByText<TenantRow | null>((context, ids) =>
  context.ports.catalogue.tenants.tenantsById(requireKey(context), ids),
);

/** The tenant whose key asks; null for an operator's key. */
export async function viewersTenant(context: GraphqlContext): Promise<TenantRow | null> {
  const { tenantId } = requireKey(context);
  return tenantId === null ? null : load(context, tenantById, tenantId);
}
