import type { IdKind } from "../core/ids.js";
import { accountById } from "./accounts/account-loaders.js";
import { toVendorAccount } from "./accounts/vendor-account.type.js";
import { toAlert } from "./alert/alert.type.js";
import { alertById } from "./alert/alert-loaders.js";
import { holdsScope, requireKey } from "./auth.js";
import { toBudget } from "./budget/budget.type.js";
import { budgetById } from "./budget/budget-loaders.js";
import { type GraphqlContext, load } from "./context.js";
import { visibleExport } from "./exports/export-access.js";
import { toExport } from "./exports/export.type.js";
import { toGuardRule } from "./guard/guard-rule.type.js";
import { guardRuleById } from "./guard/guard-loaders.js";
import { readsInvoices, reconciliationById } from "./invoices/reconciliation-loaders.js";
import { toReconciliation } from "./invoices/reconciliation.type.js";
import { toApiKey } from "./keys/api-key.type.js";
import { visibleListCheck } from "./lists/list-check-access.js";
import { toListCheck } from "./lists/list-check.type.js";
import { apiKeyById } from "./keys/key-loaders.js";
import { toOffer } from "./offers/offer.type.js";
import { offerById } from "./offers/offer-loaders.js";
import { toAttempt } from "./otp/attempt.type.js";
import { attemptById, sendById } from "./otp/otp-loaders.js";
import { toSend } from "./otp/send.type.js";
import { planById, revisionById } from "./plan/plan-loaders.js";
import { toPlanRevision } from "./plan/plan-revision.type.js";
import { toPlan } from "./plan/plan.type.js";
import { toRateSheetImport } from "./rates/rate-sheet-import.type.js";
import { rateSheetImportById } from "./rates/rate-loaders.js";
import { toTenant } from "./tenants/tenant.type.js";
import { tenantById } from "./tenants/tenant-loaders.js";
import { toVendor } from "./vendors/vendor.type.js";
import { vendorById } from "./vendors/vendor-loaders.js";

/** Reads one object for the viewer; null when there is none, or it is another tenant's. */
export type NodeReader = (context: GraphqlContext, uuid: string) => Promise<object | null>;

/** One line per kind that `node` and `nodes` know. The same statements run whoever owns the id. */
export const nodeKinds: Readonly<Partial<Record<IdKind, NodeReader>>> = {
  send: ofTenant(async (context, uuid) => {
    const row = await load(context, sendById, uuid);
    return row === null ? null : toSend(row);
  }),
  attempt: ofTenant(async (context, uuid) => {
    const row = await load(context, attemptById, uuid);
    return row === null ? null : toAttempt(row);
  }),
  plan: ofTenant(async (context, uuid) => {
    const row = await load(context, planById, uuid);
    return row === null ? null : toPlan(row);
  }),
  revision: ofTenant(async (context, uuid) => {
    const row = await load(context, revisionById, uuid);
    return row === null ? null : toPlanRevision(row);
  }),
  budget: ofTenant(async (context, uuid) => {
    const row = await load(context, budgetById, uuid);
    return row === null || !holdsScope(context, "BILLING_READ")
      ? null
      : toBudget(row, context.now());
  }),
  guardRule: ofTenant(async (context, uuid) => {
    const row = await load(context, guardRuleById, uuid);
    return row === null ? null : toGuardRule(row);
  }),
  export: ofTenant(async (context, uuid) => {
    const row = await visibleExport(context, uuid);
    return row === null ? null : toExport(row, context);
  }),
  listCheck: ofTenant(async (context, uuid) => {
    const row = await visibleListCheck(context, uuid);
    return row === null ? null : toListCheck(row, context);
  }),
  async tenant(context, uuid) {
    const row = await load(context, tenantById, uuid);
    return row === null ? null : toTenant(row);
  },
  async apiKey(context, uuid) {
    const mayRead = holdsScope(context, "KEY_ADMIN") || holdsScope(context, "OPERATE");
    const row = mayRead ? await load(context, apiKeyById, uuid) : null;
    return row === null ? null : toApiKey(row);
  },
  async vendor(context, uuid) {
    const row = await load(context, vendorById, uuid);
    return row === null ? null : toVendor(row);
  },
  async offer(context, uuid) {
    const row = await load(context, offerById, uuid);
    return row === null ? null : toOffer(row);
  },
  async rateSheetImport(context, uuid) {
    const mayRead = holdsScope(context, "VENDOR_CONNECT") || holdsScope(context, "OPERATE");
    const row = mayRead ? await load(context, rateSheetImportById, uuid) : null;
    return row === null ? null : toRateSheetImport(row);
  },
  async account(context, uuid) {
    const row = await load(context, accountById, uuid);
    return row === null ? null : toVendorAccount(row, context);
  },
  async reconciliation(context, uuid) {
    const row = readsInvoices(context) ? await load(context, reconciliationById, uuid) : null;
    return row === null ? null : toReconciliation(row);
  },
  async alert(context, uuid) {
    const row = await load(context, alertById, uuid);
    return row === null ? null : toAlert(row, context.locale);
  },
};

/** An operator's key sees no tenant's rows: for it there is none. */
function ofTenant(read: NodeReader): NodeReader {
  return async (context, uuid) =>
    requireKey(context).tenantId === null ? null : read(context, uuid);
}
