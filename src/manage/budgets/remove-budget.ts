import { fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { BudgetState, BudgetStore, TenantKeyViewer } from "./ports.js";

/**
 * Ends a budget and its alerts; its attempts keep counting in its period, so that the books stay
 * whole. NOT_FOUND when it is gone already or another tenant's.
 *
 * @param id null = the caller's text was no budget's id
 */
export async function removeBudget(
  ports: { readonly budgets: BudgetStore; readonly bus: Bus },
  viewer: TenantKeyViewer,
  id: string | null,
  now: Date,
): Promise<Result<BudgetState>> {
  const isRemoved = id !== null && (await ports.budgets.removeBudget(viewer, id, now));
  const [budget] = isRemoved ? await ports.budgets.budgetsById(viewer, [id]) : [];
  if (budget === undefined || budget === null) {
    return fail("NOT_FOUND", ["id"], { thing: "budget" });
  }
  ports.bus.publish("rules", [viewer.tenantId]);
  ports.bus.publish("alerts", [viewer.tenantId]);
  return succeed(budget);
}
