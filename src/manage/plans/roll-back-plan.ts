import { fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { addRevision } from "./add-revision.js";
import type { PlanRow, PlanStore } from "./ports.js";

/**
 * Makes a new revision that says what an old one says; nothing that happened since is lost. Errors
 * as `addRevision`, and REVISION_NOT_FOUND.
 */
export async function rollBackPlan(
  ports: { readonly plans: PlanStore; readonly bus: Bus },
  viewer: KeyViewer,
  request: {
    readonly id: string | null;
    readonly toRevision: number;
    readonly expectedRevision: number;
  },
  now: Date,
): Promise<Result<PlanRow>> {
  const { id, toRevision, expectedRevision } = request;
  return addRevision(
    ports,
    viewer,
    id,
    expectedRevision,
    async (locked) => {
      const old = await locked.revision(toRevision);
      return old === null
        ? fail("REVISION_NOT_FOUND", ["toRevision"], { revision: toRevision })
        : succeed({ name: locked.plan.name, spec: old.spec, note: old.note });
    },
    now,
  );
}
