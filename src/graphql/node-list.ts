import type { IdKind } from "../core/ids.js";
import { toAlert } from "./alert/alert.type.js";
import { alertById } from "./alert/alert-loaders.js";
import { holdsScope, requireKey } from "./auth.js";
import { toBudget } from "./budget/budget.type.js";
import { budgetById } from "./budget/budget-loaders.js";
import { type GraphqlContext, load } from "./context.js";
import { toAttempt } from "./otp/attempt.type.js";
import { attemptById, sendById } from "./otp/otp-loaders.js";
import { toSend } from "./otp/send.type.js";
import { planById, revisionById } from "./plan/plan-loaders.js";
import { toPlanRevision } from "./plan/plan-revision.type.js";
import { toPlan } from "./plan/plan.type.js";

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
