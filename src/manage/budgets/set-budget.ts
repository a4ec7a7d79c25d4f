import { isCountry } from "../../core/country.js";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import type { BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { Period } from "../../core/time.js";
import { parsePositiveMicros } from "../../core/money.js";
import type { Bus } from "../../flow/tail.js";
import type { BudgetState, BudgetStore, TenantKeyViewer } from "./ports.js";

/** setBudget's input; planId is null also when what was given is no plan's id. */
export interface SetBudgetRequest {
  readonly scope: BudgetScope;
  readonly planId: string | null;
  /** What was given as planId, for the message; null = nothing. */
  readonly planName: string | null;
  readonly country: string | null;
  readonly period: Period;
  /** Decimal text in the tenant's currency. */
  readonly limit: string;
  readonly onExhausted: BudgetAction;
  readonly alertAt: readonly number[];
}

const alertsMax = 5;
const fractionDigits = 6;

/**
 * Sets a limit. Errors as setBudget's codes in core/error-codes; a plan of another tenant is not
 * found.
 */
export async function setBudget(
  ports: { readonly budgets: BudgetStore; readonly bus: Bus },
  viewer: TenantKeyViewer,
  request: SetBudgetRequest,
  now: Date,
): Promise<Result<BudgetState>> {
  const limitMicros = parsePositiveMicros(request.limit);
  const errors = [
    ...checkScope(request),
    ...(limitMicros === null ? [domainError("INVALID_MONEY", ["limit"], { min: "0.000001" })] : []),
    ...checkAlertAt(request.alertAt),
  ];
  if (errors.length > 0 || limitMicros === null) {
    return { ok: false, errors };
  }
  const { scope, planId, country, period, onExhausted } = request;
  if (scope === "PLAN" && planId === null) {
    return fail("PLAN_NOT_FOUND", ["planId"], { plan: request.planName ?? "" });
  }
  const alertAt = request.alertAt.map(rounded).sort((left, right) => left - right);
  const change = { scope, planId, country, period, limitMicros, onExhausted, alertAt };
  const outcome = await ports.budgets.setBudget(viewer.tenantId, change, now);
  if (outcome === "plan_not_found") {
    return fail("PLAN_NOT_FOUND", ["planId"], { plan: request.planName ?? "" });
  }
  ports.bus.publish("rules", [viewer.tenantId]);
  if (outcome.hasNews) {
    ports.bus.publish("alerts", [viewer.tenantId]);
  }
  const [budget] = await ports.budgets.budgetsById(viewer, [outcome.id]);
  if (budget === undefined || budget === null) {
    throw new Error("a budget that was just set cannot be read");
  }
  return succeed(budget);
}

function checkScope(request: SetBudgetRequest): DomainError[] {
  const { scope, planName, country } = request;
  const errors: DomainError[] = [];
  if (scope === "PLAN" && planName === null) {
    errors.push(domainError("PLAN_REQUIRED", ["planId"]));
  }
  if (scope !== "PLAN" && planName !== null) {
    errors.push(domainError("PLAN_NOT_ALLOWED", ["planId"]));
  }
  if (scope === "COUNTRY" && country === null) {
    errors.push(domainError("COUNTRY_REQUIRED", ["country"]));
  }
  if (scope !== "COUNTRY" && country !== null) {
    errors.push(domainError("COUNTRY_NOT_ALLOWED", ["country"]));
  } else if (country !== null && !isCountry(country)) {
    errors.push(domainError("UNKNOWN_COUNTRY", ["country"], { country: country.slice(0, 8) }));
  }
  return errors;
}

function checkAlertAt(alertAt: readonly number[]): DomainError[] {
  if (alertAt.length > alertsMax) {
    return [domainError("TOO_MANY_ITEMS", ["alertAt"], { max: alertsMax })];
  }
  return alertAt.flatMap((fraction, index) => {
    const field = ["alertAt", String(index)];
    if (!(fraction <= 1 && rounded(fraction) > 0)) {
      return [domainError("OUT_OF_RANGE", field, { min: "0.000001", max: 1 })];
    }
    return alertAt.findIndex((other) => rounded(other) === rounded(fraction)) < index
      ? [domainError("DUPLICATE_ITEM", field, { item: fraction })]
      : [];
  });
}

function rounded(fraction: number): number {
  return Number(fraction.toFixed(fractionDigits));
}
