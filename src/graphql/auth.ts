import { domainError } from "../core/errors.js";
import type { ClientViewer, KeyViewer, Scope } from "../flow/viewer.js";
import type { GraphqlContext } from "./context.js";
import { apiError } from "./errors.js";

/** A key of a tenant. */
export type TenantViewer = KeyViewer & { readonly tenantId: string };

/** Whoever holds a valid key. Throws UNAUTHENTICATED without one, FORBIDDEN for a client token. */
export function requireKey(context: GraphqlContext): KeyViewer {
  const viewer = context.viewer;
  if (viewer === null) {
    throw apiError(domainError("UNAUTHENTICATED", null));
  }
  if (viewer.kind === "client") {
    throw forbidden("an API key (this is a client token)");
  }
  return viewer;
}

/** A tenant's key that holds all these scopes. Throws UNAUTHENTICATED or FORBIDDEN. */
export function requireTenant(context: GraphqlContext, ...scopes: Scope[]): TenantViewer {
  const viewer = requireScope(context, ...scopes);
  if (viewer.tenantId === null) {
    throw forbidden("a tenant (this is an operator's key)");
  }
  return viewer as TenantViewer;
}

/**
 * A key, tenant's or operator's, that holds all these scopes. Throws UNAUTHENTICATED or FORBIDDEN.
 */
export function requireScope(context: GraphqlContext, ...scopes: Scope[]): KeyViewer {
  const viewer = requireKey(context);
  for (const scope of scopes) {
    if (!viewer.scopes.has(scope)) {
      throw forbidden(scope);
    }
  }
  return viewer;
}

/** An operator's key. Throws UNAUTHENTICATED or FORBIDDEN. */
export function requireOperator(context: GraphqlContext): KeyViewer {
  return requireScope(context, "OPERATE");
}

/** A client token. Throws UNAUTHENTICATED, or FORBIDDEN for an API key. */
export function requireClient(context: GraphqlContext): ClientViewer {
  const viewer = context.viewer;
  if (viewer === null) {
    throw apiError(domainError("UNAUTHENTICATED", null));
  }
  if (viewer.kind !== "client") {
    throw forbidden("a client token (this is an API key)");
  }
  return viewer;
}

/**
 * True when the viewer is a key that holds the scope;
 * for fields that are null or masked without it.
 */
export function holdsScope(context: Pick<GraphqlContext, "viewer">, scope: Scope): boolean {
  return context.viewer?.kind === "key" && context.viewer.scopes.has(scope);
}

function forbidden(scope: string) {
  return apiError(domainError("FORBIDDEN", null, { scope }));
}
