import { domainError, type Result, succeed } from "../errors.js";
import { checkText, isKey, listLengthMax, range, textLengthMax } from "../limits.js";
import { canonicalLocale } from "../locale.js";
import { parsePositiveMicros } from "../money.js";
import { InputChecks, shown } from "../input-checks.js";
import type { PlanStep, ResendPolicy } from "./plan.js";
import type { CheckedPlan, PlanInput, ResendPolicyInput } from "./plan-input.js";
import { validateCode } from "./validate-code.js";
import { validateMessages } from "./validate-messages.js";
import { validateStep } from "./validate-step.js";

const attemptsByDefault = 4;
const deadlineSecByDefault = 180;

/**
 * Checks a plan as a client writes it and fills the defaults in. Every error is told, each with the
 * path of its field. Whether vendors and accounts exist and offer the channel is for the caller to
 * look up.
 *
 * Errors: INVALID_KEY, NO_STEPS, TOO_MANY_STEPS, NO_VENDORS, VENDOR_NOT_FOUND (no slug),
 * ACCOUNT_NOT_FOUND (no id), WEIGHT_MISSING, OUT_OF_RANGE, INVALID_MONEY, INVALID_TEMPLATE,
 * INVALID_LOCALE, TOO_LONG, TOO_MANY_ITEMS, INVALID_TEXT, UNKNOWN_COUNTRY,
 * DUPLICATE_ITEM.
 */
export function validatePlan(input: PlanInput): Result<CheckedPlan> {
  const checks = new InputChecks();
  if (!isKey(input.key)) {
    checks.note(domainError("INVALID_KEY", ["key"]));
  }
  checks.note(checkText(input.name, ["name"], textLengthMax.name, 1));
  const note = input.note ?? null;
  if (note !== null) {
    checks.note(checkText(note, ["note"], textLengthMax.note));
  }
  const spec = {
    steps: validateSteps(input, checks),
    code: validateCode(input.code ?? {}, ["code"], checks),
    resend: validateResend(input.resend ?? {}, checks),
    maxCostPerSendMicros: validateCost(input.maxCostPerSend ?? null, checks),
    maxAttempts: checks.whole(
      input.maxAttempts,
      ["maxAttempts"],
      range.planAttempts,
      attemptsByDefault,
    ),
    deadlineSec: checks.whole(
      input.deadlineSec,
      ["deadlineSec"],
      range.deadlineSec,
      deadlineSecByDefault,
    ),
    countries: checks.countries(input.countries, ["countries"]),
    objective: input.objective ?? "BALANCED",
    order: input.order ?? "AS_WRITTEN",
    messages: validateMessages(input.messages ?? [], ["messages"], checks),
    ...validateLocale(input.messageLocale ?? null, checks),
  };
  return checks.errors.length > 0
    ? { ok: false, errors: checks.errors }
    : succeed({ key: input.key, name: input.name.trim(), note, spec });
}

function validateSteps(input: PlanInput, checks: InputChecks): PlanStep[] {
  if (input.steps.length === 0) {
    checks.note(domainError("NO_STEPS", ["steps"]));
  }
  if (input.steps.length > listLengthMax.steps) {
    checks.note(domainError("TOO_MANY_STEPS", ["steps"], { max: listLengthMax.steps }));
    return [];
  }
  return input.steps.map((step, index) => validateStep(step, ["steps", String(index)], checks));
}

function validateLocale(tag: string | null, checks: InputChecks): { messageLocale?: string } {
  if (tag === null) {
    return {};
  }
  const locale = canonicalLocale(tag);
  if (locale === null) {
    checks.note(domainError("INVALID_LOCALE", ["messageLocale"], { locale: shown(tag) }));
  }
  return { messageLocale: locale ?? tag };
}

function validateResend(input: ResendPolicyInput, checks: InputChecks): ResendPolicy {
  return {
    maxResends: checks.whole(input.maxResends, ["resend", "maxResends"], range.resends, 3),
    cooldownSec: checks.whole(input.cooldownSec, ["resend", "cooldownSec"], range.cooldownSec, 30),
    switchVendor: input.switchVendor ?? true,
  };
}

function validateCost(amount: string | null, checks: InputChecks): bigint | null {
  if (amount === null) {
    return null;
  }
  const micros = parsePositiveMicros(amount);
  if (micros === null) {
    checks.note(domainError("INVALID_MONEY", ["maxCostPerSend"], { min: "0.000001" }));
  }
  return micros;
}
