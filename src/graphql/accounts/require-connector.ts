import type { KeyViewer } from "../../flow/viewer.js";
import { holdsScope, requireKey, requireScope } from "../auth.js";
import type { GraphqlContext } from "../context.js";

/**
 * A key that may connect accounts: VENDOR_CONNECT for its tenant's, OPERATE for the marketplace's.
 */
export function requireConnector(context: GraphqlContext): KeyViewer {
  return holdsScope(context, "OPERATE")
    ? requireKey(context)
    : requireScope(context, "VENDOR_CONNECT");
}
