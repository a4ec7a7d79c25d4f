import { type KeyViewer, type Role, scopesOfRole } from "../flow/viewer.js";

const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * The process itself with an operator's rights, for commands and seeding.
 * `name` is what records show.
 */
export function operatorViewer(name: string): KeyViewer {
  return viewerOf(name, null, "OPERATOR");
}

/** The process itself with the rights of a tenant's owner, for commands and seeding. */
export function ownerViewer(name: string, tenantId: string): KeyViewer {
  return viewerOf(name, tenantId, "OWNER");
}

function viewerOf(keyName: string, tenantId: string | null, role: Role): KeyViewer {
  return {
    kind: "key",
    keyId: nobody,
    keyName,
    tenantId,
    role,
    scopes: new Set(scopesOfRole[role]),
  };
}
