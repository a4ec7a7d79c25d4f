import { uuidv7 } from "uuidv7";
import { isCurrency } from "../../core/currency.js";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { canonicalLocale } from "../../core/locale.js";
import { canonicalTimeZone } from "../../core/time.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkLine, checkOptionalLine, checkSlug } from "../check-text.js";
import { checkLocale, checkTimeZone } from "./check-tenant.js";
import type { TenantRow, TenantStore } from "./ports.js";

export interface CreateTenantRequest {
  readonly slug: string;
  readonly name: string;
  /** Null = the name. */
  readonly brand: string | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
}

/** Makes a tenant; for operators. Its currency is fixed for good: its ledger is kept in it. */
export async function createTenant(
  ports: { readonly tenants: TenantStore },
  viewer: KeyViewer,
  request: CreateTenantRequest,
  now: Date,
): Promise<Result<TenantRow>> {
  const errors = checkRequest(request);
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const tenant: TenantRow = {
    id: uuidv7(),
    slug: request.slug,
    name: request.name.trim(),
    brand: (request.brand ?? request.name).trim(),
    currency: request.currency,
    timeZone: canonicalTimeZone(request.timeZone) ?? request.timeZone,
    locale: canonicalLocale(request.locale) ?? request.locale,
    duplicateRateMax: null,
    explorationRate: null,
    valuePerVerifiedMicros: null,
    createdAt: now,
  };
  const outcome = await ports.tenants.insertTenant(viewer, tenant);
  return outcome === "slug_taken"
    ? fail("SLUG_TAKEN", ["slug"], { slug: tenant.slug })
    : succeed(tenant);
}

function checkRequest(request: CreateTenantRequest): DomainError[] {
  return [
    ...checkSlug(request.slug, ["slug"]),
    ...checkLine(request.name, ["name"], 100),
    ...checkOptionalLine(request.brand, ["brand"], 40),
    ...(request.brand === null && request.name.length > 40
      ? [domainError("TOO_LONG", ["brand"], { max: 40 })]
      : []),
    ...(isCurrency(request.currency)
      ? []
      : [
          domainError("UNKNOWN_CURRENCY", ["currency"], { currency: request.currency.slice(0, 8) }),
        ]),
    ...checkTimeZone(request.timeZone, ["timeZone"]),
    ...checkLocale(request.locale, ["locale"]),
  ];
}
