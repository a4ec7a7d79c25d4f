import { createHash } from "node:crypto";
import type { ServedGuardKind } from "./guard-rule.js";

/**
 * The id of a tenant's rule of one kind and country (null = everywhere), a uuid of version 8: the
 * same before the rule was ever set, so that what its default found stays its own. Pure.
 */
export function guardRuleId(
  tenantId: string,
  kind: ServedGuardKind,
  country: string | null,
): string {
  const hash = createHash("sha256")
    .update(`${tenantId} ${kind} ${country ?? ""}`)
    .digest("hex");
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
