import { isCountry } from "../../core/country.js";
import { type DomainError, domainError, type Result, succeed } from "../../core/errors.js";
import {
  type GuardKind,
  type GuardMode,
  guardRange,
  type ServedGuardKind,
  servedGuardKinds,
} from "../../core/guard/guard-rule.js";
import type { Bus } from "../../flow/tail.js";
import type { GuardRuleRow, GuardStore, GuardViewer } from "./ports.js";

/** setGuardRule's input. */
export interface SetGuardRuleRequest {
  readonly kind: GuardKind;
  readonly mode: GuardMode;
  readonly country: string | null;
  readonly limit: number | null;
  readonly windowSec: number | null;
}

/**
 * Sets the rule of a kind and country; the next send obeys it. Errors as setGuardRule's codes in
 * core/error-codes.
 */
export async function setGuardRule(
  ports: { readonly guard: GuardStore; readonly bus: Bus },
  viewer: GuardViewer,
  request: SetGuardRuleRequest,
  now: Date,
): Promise<Result<GuardRuleRow>> {
  const { kind, country } = request;
  const errors: DomainError[] = [];
  if (country !== null && !isCountry(country)) {
    errors.push(domainError("UNKNOWN_COUNTRY", ["country"], { country: country.slice(0, 8) }));
  }
  if (!isServed(kind)) {
    const available = servedGuardKinds.join(", ");
    errors.push(domainError("GUARD_NOT_AVAILABLE", ["kind"], { name: kind, available }));
    return { ok: false, errors };
  }
  errors.push(...(kind === "PREFIX_RATE" ? checkRate(request) : checkShare(request)));
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const rule = await ports.guard.setRule(viewer, { ...request, kind }, now);
  ports.bus.publish("rules", [viewer.tenantId]);
  return succeed(rule);
}

function isServed(kind: GuardKind): kind is ServedGuardKind {
  return (servedGuardKinds as readonly GuardKind[]).includes(kind);
}

/** So many sends in so long; neither = by what was measured. */
function checkRate({ limit, windowSec }: SetGuardRuleRequest): readonly DomainError[] {
  if ((limit === null) !== (windowSec === null)) {
    const missing = limit === null ? "limit" : "windowSec";
    return [domainError("WINDOW_INCOMPLETE", [missing], { missing })];
  }
  return [
    ...outside("limit", limit, guardRange.perWindow),
    ...outside("windowSec", windowSec, guardRange.windowSec),
  ];
}

/** The least share of codes that are typed in, in percent; none = by what was measured. */
function checkShare({ limit, windowSec }: SetGuardRuleRequest): readonly DomainError[] {
  return [
    ...outside("limit", limit, guardRange.percent),
    ...(windowSec === null ? [] : [domainError("WINDOW_NOT_ALLOWED", ["windowSec"])]),
  ];
}

function outside(
  field: string,
  value: number | null,
  { min, max }: { readonly min: number; readonly max: number },
): readonly DomainError[] {
  return value === null || (value >= min && value <= max)
    ? []
    : [domainError("OUT_OF_RANGE", [field], { min, max })];
}
