import type { AccountRow } from "../../manage/accounts/ports.js";
import type { PlanRow } from "../../manage/plans/ports.js";
import { requireKey } from "../auth.js";
import { loaderByText } from "../context.js";

export const accountById = loaderByText<AccountRow | null>((context, ids) =>
  context.ports.catalogue.accounts.accountsById(requireKey(context), ids),
);

/** The plans in force that name an account. */
export const plansNaming = loaderByText<readonly PlanRow[]>((context, ids) =>
  context.ports.plans.plans.plansNaming(requireKey(context), ids),
);

/** The marketplace's account by its vendor's id: the open one, else the latest. */
export const marketplaceAccountOf = loaderByText<AccountRow | null>(async (context, vendorIds) => {
  const rows = await context.ports.catalogue.accounts.accounts(requireKey(context));
  const ofMarket = rows.filter((row) => row.tenantId === null);
  return vendorIds.map(
    (id) =>
      ofMarket.find((row) => row.vendorId === id && row.disconnectedAt === null) ??
      ofMarket.findLast((row) => row.vendorId === id) ??
      null,
  );
});
