import { fail, type Result, succeed } from "../../core/errors.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { addRevision } from "./add-revision.js";
import { checkPlan } from "./check-plan.js";
import type { PlanRow, PlanStore } from "./ports.js";
import type { PlanPartyStores } from "./resolve-plan.js";

/**
 * Puts a new revision on top of a plan; sends that are open keep theirs. Errors as `addRevision`,
 * KEY_FIXED when the input names another key, and those of `checkPlan`.
 */
export async function revisePlan(
  ports: PlanPartyStores & { readonly plans: PlanStore; readonly bus: Bus },
  viewer: KeyViewer & { readonly tenantId: string },
  request: {
    readonly id: string | null;
    readonly input: PlanInput;
    readonly expectedRevision: number;
  },
  now: Date,
): Promise<Result<PlanRow>> {
  const checked = await checkPlan(ports, viewer, request.input);
  if (!checked.ok) {
    return checked;
  }
  const { key, name, note, spec } = checked.value;
  return addRevision(
    ports,
    viewer,
    request.id,
    request.expectedRevision,
    ({ plan }) =>
      Promise.resolve(
        plan.key === key
          ? succeed({ name, spec, note })
          : fail("KEY_FIXED", ["key"], { key: plan.key }),
      ),
    now,
  );
}
