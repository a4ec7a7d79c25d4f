import { fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { PlanRow, PlanStore } from "./ports.js";

/**
 * Ends a plan: no send starts with it any more, open ones go on. Again changes nothing. NOT_FOUND
 * for another tenant's.
 *
 * @param id null = the caller's text was no plan's id
 */
export async function archivePlan(
  ports: { readonly plans: PlanStore; readonly bus: Bus },
  viewer: KeyViewer,
  id: string | null,
  now: Date,
): Promise<Result<PlanRow>> {
  if (id === null) {
    return fail("NOT_FOUND", ["id"], { thing: "plan" });
  }
  const result = await ports.plans.lockPlan<Result<PlanRow>>(viewer, id, async (locked) => {
    if (locked === null) {
      return fail("NOT_FOUND", ["id"], { thing: "plan" });
    }
    if (locked.plan.archivedAt !== null) {
      return succeed(locked.plan);
    }
    await locked.archive(now);
    return succeed({ ...locked.plan, archivedAt: now });
  });
  if (result.ok) {
    ports.bus.publish("rules", [result.value.tenantId]);
  }
  return result;
}
