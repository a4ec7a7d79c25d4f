/** What a key can be made for; rights of rows are decided in flow and manage by tenantId. */
export const roles = ["OWNER", "DEVELOPER", "BILLING", "VIEWER", "OPERATOR"] as const;
/** The role of a key. */
export type Role = (typeof roles)[number];

/** What a key can be allowed to do besides reading its tenant's plans and sends. */
export const scopes = [
  "PLAN_WRITE",
  "SEND",
  "RECIPIENT_READ",
  "BILLING_READ",
  "BILLING_WRITE",
  "VENDOR_CONNECT",
  "KEY_ADMIN",
  "OPERATE",
] as const;
/** One thing that a key may do. */
export type Scope = (typeof scopes)[number];

/** The scopes that a role holds unless its key was made with fewer. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  OWNER: [
    "PLAN_WRITE",
    "SEND",
    "RECIPIENT_READ",
    "BILLING_READ",
    "BILLING_WRITE",
    "VENDOR_CONNECT",
    "KEY_ADMIN",
  ],
  DEVELOPER: ["PLAN_WRITE", "SEND", "VENDOR_CONNECT", "BILLING_READ"],
  BILLING: ["BILLING_READ", "BILLING_WRITE"],
  VIEWER: [],
  OPERATOR: ["OPERATE"],
};

/** A tenant's or operator's key. tenantId is null exactly for operators. */
export interface KeyViewer {
  readonly kind: "key";
  readonly keyId: string;
  readonly keyName: string;
  readonly tenantId: string | null;
  readonly role: Role;
  readonly scopes: ReadonlySet<Scope>;
}

/** An end user's screen, holding a client token: sees one send's progress and nothing else. */
export interface ClientViewer {
  readonly kind: "client";
  readonly tenantId: string;
  readonly sendId: string;
  readonly expiresAt: Date;
}

/** Who is asking: a key, or an end user's screen. */
export type Viewer = KeyViewer | ClientViewer;
