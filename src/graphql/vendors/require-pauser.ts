import type { KeyViewer } from "../../flow/viewer.js";
import { holdsScope, requireKey, requireScope } from "../auth.js";
import type { GraphqlContext } from "../context.js";

/** A key that may pause vendors: PLAN_WRITE for its tenant, OPERATE for everybody. */
export function requirePauser(context: GraphqlContext): KeyViewer {
  return holdsScope(context, "OPERATE") ? requireKey(context) : requireScope(context, "PLAN_WRITE");
}
