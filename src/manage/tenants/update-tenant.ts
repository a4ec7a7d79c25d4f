import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { canonicalLocale } from "../../core/locale.js";
import { parsePositiveMicros } from "../../core/money.js";
import { canonicalTimeZone } from "../../core/time.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkOptionalLine } from "../check-text.js";
import { checkLocale, checkTimeZone } from "./check-tenant.js";
import type { TenantChange, TenantRow, TenantStore } from "./ports.js";

/**
 * Undefined or null = leave as it is. valuePerVerified is decimal text in the tenant's currency.
 */
export interface UpdateTenantRequest {
  readonly name?: string | null;
  readonly brand?: string | null;
  readonly locale?: string | null;
  readonly timeZone?: string | null;
  readonly duplicateRateMax?: number | null;
  readonly explorationRate?: number | null;
  readonly valuePerVerified?: string | null;
}

/** Changes a tenant's settings: owners their own, operators any; anybody else's is not found. */
export async function updateTenant(
  ports: { readonly tenants: TenantStore; readonly bus: Bus },
  viewer: KeyViewer,
  tenantId: string | null,
  request: UpdateTenantRequest,
): Promise<Result<TenantRow>> {
  const errors = checkRequest(request);
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const isMine = viewer.role === "OPERATOR" || viewer.tenantId === tenantId;
  const tenant =
    tenantId === null || !isMine
      ? null
      : await ports.tenants.updateTenant(viewer, tenantId, changeOf(request));
  if (tenant === null) {
    return fail("NOT_FOUND", ["id"], { thing: "tenant" });
  }
  ports.bus.publish("rules", [tenant.id]);
  return succeed(tenant);
}

function checkRequest(request: UpdateTenantRequest): DomainError[] {
  const { timeZone, locale, valuePerVerified } = request;
  return [
    ...checkOptionalLine(request.name, ["name"], 100),
    ...checkOptionalLine(request.brand, ["brand"], 40),
    ...(typeof timeZone === "string" ? checkTimeZone(timeZone, ["timeZone"]) : []),
    ...(typeof locale === "string" ? checkLocale(locale, ["locale"]) : []),
    ...checkShare(request.duplicateRateMax, "duplicateRateMax", 1),
    ...checkShare(request.explorationRate, "explorationRate", 0.2),
    ...(typeof valuePerVerified === "string" && parsePositiveMicros(valuePerVerified) === null
      ? [domainError("INVALID_MONEY", ["valuePerVerified"], { min: "0.000001" })]
      : []),
  ];
}

function checkShare(value: number | null | undefined, name: string, max: number): DomainError[] {
  return typeof value === "number" && !(value >= 0 && value <= max)
    ? [domainError("OUT_OF_RANGE", [name], { min: 0, max })]
    : [];
}

function changeOf(request: UpdateTenantRequest): TenantChange {
  const { name, brand, locale, timeZone, duplicateRateMax, explorationRate } = request;
  const value = request.valuePerVerified;
  return {
    ...(name ? { name: name.trim() } : {}),
    ...(brand ? { brand: brand.trim() } : {}),
    ...(locale ? { locale: canonicalLocale(locale) ?? locale } : {}),
    ...(timeZone ? { timeZone: canonicalTimeZone(timeZone) ?? timeZone } : {}),
    ...(typeof duplicateRateMax === "number" ? { duplicateRateMax } : {}),
    ...(typeof explorationRate === "number" ? { explorationRate } : {}),
    ...(typeof value === "string" ? { valuePerVerifiedMicros: parsePositiveMicros(value) } : {}),
  };
}
