import type { ReconciliationRow } from "../../manage/invoices/ports.js";
import { holdsScope, requireKey } from "../auth.js";
import { type GraphqlContext, loaderByText } from "../context.js";

export const reconciliationById = loaderByText<ReconciliationRow | null>((context, ids) =>
  context.ports.invoices.reconciliations.reconciliationsById(requireKey(context), ids),
);

/** Whether the viewer reads invoices: its own with BILLING_READ, the marketplace's with OPERATE. */
export function readsInvoices(context: GraphqlContext): boolean {
  return holdsScope(context, "BILLING_READ") || holdsScope(context, "OPERATE");
}
