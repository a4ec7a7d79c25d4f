import { uuidv7 } from "uuidv7";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import { hashSecret } from "../../core/hash-secret.js";
import { type KeyViewer, type Role, type Scope, scopesOfRole } from "../../flow/viewer.js";
import { checkLine } from "../check-text.js";
import type { TenantStore } from "../tenants/ports.js";
import { keyPrefix, makeKeySecret } from "./key-secret.js";
import type { ApiKeyRow, KeyStore } from "./ports.js";

export interface CreateApiKeyRequest {
  readonly name: string;
  readonly role: Role;
  /** Null = those of the role. */
  readonly scopes: readonly Scope[] | null;
  readonly expiresAt: Date | null;
  /** A tenant's slug; for operators only, null = an operator's key. */
  readonly tenant: string | null;
}

/** The secret is told this once. */
export interface CreatedApiKey {
  readonly apiKey: ApiKeyRow;
  readonly secret: string;
}

const keysMax = 200;
const expiryDaysMax = 3_650;

/**
 * Makes a key. Nobody passes on a scope that they lack; an operator makes any key of any tenant.
 */
export async function createApiKey(
  ports: { readonly keys: KeyStore; readonly tenants: TenantStore },
  viewer: KeyViewer,
  request: CreateApiKeyRequest,
  now: Date,
): Promise<Result<CreatedApiKey>> {
  const errors = [
    ...checkLine(request.name, ["name"], 100),
    ...checkExpiry(request.expiresAt, now),
    ...checkRole(viewer, request),
  ];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const tenantId = await findTenantId(ports.tenants, viewer, request);
  if (tenantId === undefined) {
    return fail("TENANT_NOT_FOUND", ["tenant"], { tenant: shown(request.tenant ?? "") });
  }
  if ((await ports.keys.countOpenKeys(viewer, tenantId, now)) >= keysMax) {
    return fail("TOO_MANY_KEYS", null, { max: keysMax });
  }
  const secret = makeKeySecret();
  const apiKey: ApiKeyRow = {
    id: uuidv7(),
    tenantId,
    name: request.name.trim(),
    prefix: keyPrefix(secret),
    role: request.role,
    scopes: request.scopes ?? scopesOfRole[request.role],
    lastUsedAt: null,
    expiresAt: request.expiresAt,
    revokedAt: null,
    createdAt: now,
  };
  await ports.keys.insertKey(viewer, apiKey, hashSecret(secret));
  return succeed({ apiKey, secret });
}

function checkExpiry(expiresAt: Date | null, now: Date): DomainError[] {
  const days = expiresAt === null ? 1 : (expiresAt.getTime() - now.getTime()) / 86_400_000;
  return days > 0 && days <= expiryDaysMax
    ? []
    : [domainError("INVALID_EXPIRY", ["expiresAt"], { maxDays: expiryDaysMax })];
}

function checkRole(viewer: KeyViewer, request: CreateApiKeyRequest): DomainError[] {
  const isOperator = viewer.role === "OPERATOR";
  if (!isOperator && request.tenant !== null) {
    return [domainError("TENANT_NOT_ALLOWED", ["tenant"])];
  }
  if (isOperator && request.role !== "OPERATOR" && request.tenant === null) {
    return [domainError("TENANT_REQUIRED", ["tenant"])];
  }
  if (request.role === "OPERATOR" && (!isOperator || request.tenant !== null)) {
    return [domainError("ROLE_NOT_ALLOWED", ["role"], { role: request.role })];
  }
  return checkScopes(viewer, request);
}

function checkScopes(viewer: KeyViewer, request: CreateApiKeyRequest): DomainError[] {
  const ofRole = scopesOfRole[request.role];
  const scopes = request.scopes ?? ofRole;
  const field = request.scopes === null ? ["role"] : ["scopes"];
  const mayGive = (scope: Scope) =>
    ofRole.includes(scope) && (viewer.role === "OPERATOR" || viewer.scopes.has(scope));
  const twice = scopes.find((scope, index) => scopes.indexOf(scope) !== index);
  return [
    ...(twice === undefined ? [] : [domainError("DUPLICATE_ITEM", field, { item: twice })]),
    ...scopes
      .filter((scope) => !mayGive(scope))
      .map((scope) => domainError("SCOPE_NOT_HELD", field, { scope })),
  ];
}

/** Null = an operator's key; undefined = there is no such tenant. */
async function findTenantId(
  tenants: TenantStore,
  viewer: KeyViewer,
  request: CreateApiKeyRequest,
): Promise<string | null | undefined> {
  if (viewer.role !== "OPERATOR") {
    return viewer.tenantId;
  }
  if (request.tenant === null) {
    return null;
  }
  return (await tenants.tenantBySlug(viewer, request.tenant))?.id;
}
