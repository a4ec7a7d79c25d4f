import { uuidv7 } from "uuidv7";
import { fail, type Result, succeed } from "../../core/errors.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkPlan } from "./check-plan.js";
import type { PlanRow, PlanStore } from "./ports.js";
import type { PlanPartyStores } from "./resolve-plan.js";

/**
 * Makes a plan with revision 1. Errors: KEY_TAKEN, those of `validatePlan` and of `checkParties`.
 */
export async function createPlan(
  ports: PlanPartyStores & { readonly plans: PlanStore; readonly bus: Bus },
  viewer: KeyViewer & { readonly tenantId: string },
  input: PlanInput,
  now: Date,
): Promise<Result<PlanRow>> {
  const checked = await checkPlan(ports, viewer, input);
  if (!checked.ok) {
    return checked;
  }
  const { key, name, note, spec } = checked.value;
  const { tenantId } = viewer;
  const plan: PlanRow = {
    tenantId,
    id: uuidv7(),
    key,
    name,
    currentRevision: 1,
    archivedAt: null,
    createdAt: now,
  };
  const outcome = await ports.plans.insertPlan(viewer, plan, {
    tenantId,
    id: uuidv7(),
    planId: plan.id,
    number: 1,
    spec,
    note,
    createdBy: viewer.keyName,
    createdAt: now,
  });
  if (outcome === "key_taken") {
    return fail("KEY_TAKEN", ["key"], { key });
  }
  ports.bus.publish("rules", [tenantId]);
  return succeed(plan);
}
