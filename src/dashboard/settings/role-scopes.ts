import type { Role, Scope } from "./settings.generated.js";

/** What each role may do, the narrowest last; a test holds them to the server's. */
export const roleScopes: Readonly<Record<Exclude<Role, "OPERATOR">, readonly Scope[]>> = {
  DEVELOPER: ["PLAN_WRITE", "SEND", "VENDOR_CONNECT", "BILLING_READ"],
  OWNER: [
    "PLAN_WRITE",
    "SEND",
    "RECIPIENT_READ",
    "BILLING_READ",
    "BILLING_WRITE",
    "VENDOR_CONNECT",
    "KEY_ADMIN",
  ],
  BILLING: ["BILLING_READ", "BILLING_WRITE"],
  VIEWER: [],
};
