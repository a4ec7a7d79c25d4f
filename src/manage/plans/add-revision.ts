import { uuidv7 } from "uuidv7";
import { fail, type Result, succeed } from "../../core/errors.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { LockedPlan, PlanRow, PlanStore } from "./ports.js";

/** What a new revision says. */
export interface RevisionDraft {
  readonly name: string;
  readonly spec: PlanSpec;
  readonly note: string | null;
}

/**
 * Puts a revision on top of a locked plan, if the plan is still where the caller saw it. Of
 * parallel calls with one expectedRevision exactly one wins; the others get REVISION_CONFLICT with
 * the number it is at now. Also NOT_FOUND and PLAN_ARCHIVED. Publishes after the commit.
 *
 * @param id   null = the caller's text was no plan's id
 * @param make reads what the revision is to say, under the plan's lock
 */
export async function addRevision(
  ports: { readonly plans: PlanStore; readonly bus: Bus },
  viewer: KeyViewer,
  id: string | null,
  expectedRevision: number,
  make: (locked: LockedPlan) => Promise<Result<RevisionDraft>>,
  now: Date,
): Promise<Result<PlanRow>> {
  if (id === null) {
    return fail("NOT_FOUND", ["id"], { thing: "plan" });
  }
  const result = await ports.plans.lockPlan<Result<PlanRow>>(viewer, id, async (locked) => {
    if (locked === null) {
      return fail("NOT_FOUND", ["id"], { thing: "plan" });
    }
    const { plan } = locked;
    if (plan.archivedAt !== null) {
      return fail("PLAN_ARCHIVED", ["id"], { plan: plan.key });
    }
    if (plan.currentRevision !== expectedRevision) {
      const facts = { current: plan.currentRevision, expected: expectedRevision };
      return fail("REVISION_CONFLICT", ["expectedRevision"], facts);
    }
    const draft = await make(locked);
    return draft.ok ? store(locked, draft.value, viewer, now) : draft;
  });
  if (result.ok) {
    ports.bus.publish("rules", [result.value.tenantId]);
  }
  return result;
}

async function store(
  locked: LockedPlan,
  { name, spec, note }: RevisionDraft,
  viewer: KeyViewer,
  now: Date,
): Promise<Result<PlanRow>> {
  const { plan } = locked;
  const number = plan.currentRevision + 1;
  await locked.addRevision(
    {
      tenantId: plan.tenantId,
      id: uuidv7(),
      planId: plan.id,
      number,
      spec,
      note,
      createdBy: viewer.keyName,
      createdAt: now,
    },
    name,
  );
  return succeed({ ...plan, name, currentRevision: number });
}
