import { type Result, succeed } from "../../core/errors.js";
import type { CheckedPlan, PlanInput } from "../../core/plan/plan-input.js";
import { validatePlan } from "../../core/plan/validate-plan.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkParties, type PlanPartyStores, readParties } from "./resolve-plan.js";

/** All rules of a plan: those of its own, then those of the vendors and accounts that it names. */
export async function checkPlan(
  stores: PlanPartyStores,
  viewer: KeyViewer & { readonly tenantId: string },
  input: PlanInput,
): Promise<Result<CheckedPlan>> {
  const checked = validatePlan(input);
  if (!checked.ok) {
    return checked;
  }
  const parties = await readParties(stores, viewer, checked.value.spec);
  const errors = checkParties(checked.value.spec, parties, viewer.tenantId);
  return errors.length > 0 ? { ok: false, errors } : succeed(checked.value);
}
