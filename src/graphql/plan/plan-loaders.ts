import type { PlanSpec } from "../../core/plan/plan.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { readPlanProblems } from "../../manage/plans/plan-problems.js";
import type { PlanRow, PlanTenant, RevisionRow } from "../../manage/plans/ports.js";
import { requireKey } from "../auth.js";
import { type LoaderKind, loaderByText } from "../context.js";

export const planById = loaderByText<PlanRow | null>((context, ids) =>
  context.ports.plans.plans.plansById(requireKey(context), ids),
);

export const revisionById = loaderByText<RevisionRow | null>((context, ids) =>
  context.ports.plans.plans.revisionsById(requireKey(context), ids),
);

/** By plan id. */
export const currentRevision = loaderByText<RevisionRow | null>((context, planIds) =>
  context.ports.plans.plans.currentRevisions(requireKey(context), planIds),
);

interface RevisionKey {
  readonly id: string;
  readonly spec: PlanSpec;
}

/** The problems of revisions; all that one operation asks for are two statements. */
export const problemsOfRevision: LoaderKind<RevisionKey, readonly PlanProblem[]> = {
  keyText: (key) => key.id,
  batch: (context, keys) =>
    readPlanProblems(
      context.ports.plans,
      requireKey(context),
      keys.map((key) => key.spec),
      context.now(),
    ),
};

/** The viewer's tenant as plans need it; the key is its id. */
export const planTenant = loaderByText<PlanTenant | null>(async (context, ids) => {
  const tenant = await context.ports.plans.facts.tenant(requireKey(context));
  return ids.map((id) => (tenant?.id === id ? tenant : null));
});

/** A tenant's viewer always has a tenant; anything else is a bug. */
export function mustBeThere<T>(value: T | null, what: string): T {
  if (value === null) {
    throw new Error(`${what} is gone`);
  }
  return value;
}
