import type { KeyViewer } from "../../flow/viewer.js";
import { holdsScope, requireKey, requireScope } from "../auth.js";
import type { GraphqlContext } from "../context.js";

/** A key that may manage keys: KEY_ADMIN for its tenant's, OPERATE for all. */
export function requireKeyAdmin(context: GraphqlContext): KeyViewer {
  return holdsScope(context, "OPERATE") ? requireKey(context) : requireScope(context, "KEY_ADMIN");
}
