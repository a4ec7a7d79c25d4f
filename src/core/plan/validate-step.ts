import { domainError } from "../errors.js";
import { isKey, listLengthMax, range } from "../limits.js";
import { type Field, type InputChecks, shown } from "../input-checks.js";
import type { PlanStep, StepVendor, StrategyName } from "./plan.js";
import type { PlanStepInput, StepVendorInput } from "./plan-input.js";

/** Checks one step and fills its defaults in; errors go to `checks`, below `field`. */
export function validateStep(input: PlanStepInput, field: Field, checks: InputChecks): PlanStep {
  const strategy = input.strategy ?? "PRIORITY";
  const vendors = validateVendors(input.vendors, strategy, [...field, "vendors"], checks);
  const waitSec = input.waitSec ?? null;
  return {
    channel: input.channel,
    vendors,
    strategy,
    advanceOn: [...new Set(input.advanceOn ?? (["REJECTED", "UNDELIVERED"] as const))],
    waitSec:
      waitSec === null
        ? null
        : checks.whole(waitSec, [...field, "waitSec"], range.waitSec, waitSec),
    waitFor: input.waitFor ?? "DELIVERED",
    maxAttempts: checks.whole(
      input.maxAttempts,
      [...field, "maxAttempts"],
      range.stepAttempts,
      Math.max(1, vendors.length),
    ),
    countries: checks.countries(input.countries, [...field, "countries"]),
  };
}

function validateVendors(
  inputs: readonly StepVendorInput[],
  strategy: StrategyName,
  field: Field,
  checks: InputChecks,
): StepVendor[] {
  if (inputs.length === 0) {
    checks.note(domainError("NO_VENDORS", field));
  }
  if (inputs.length > listLengthMax.vendorsPerStep) {
    checks.note(domainError("TOO_MANY_ITEMS", field, { max: listLengthMax.vendorsPerStep }));
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const path = [...field, String(index)];
    const vendor = validateVendor(input, strategy, path, checks);
    const key = `${vendor.vendor} ${input.accountId ?? ""}`;
    if (seen.has(key)) {
      checks.note(domainError("DUPLICATE_ITEM", path, { item: shown(vendor.vendor) }));
    }
    seen.add(key);
    return vendor;
  });
}

function validateVendor(
  input: StepVendorInput,
  strategy: StrategyName,
  field: Field,
  checks: InputChecks,
): StepVendor {
  // What is no slug cannot be a vendor's, and need not be looked up.
  if (!isKey(input.vendor)) {
    const path = [...field, "vendor"];
    checks.note(domainError("VENDOR_NOT_FOUND", path, { vendor: shown(input.vendor) }));
  }
  const weight = input.weight ?? null;
  if (strategy === "WEIGHTED" && weight === null) {
    checks.note(domainError("WEIGHT_MISSING", [...field, "weight"]));
  }
  if (weight !== null) {
    checks.whole(weight, [...field, "weight"], range.weight, weight);
  }
  return {
    vendor: input.vendor,
    accountId: checks.accountId(input.accountId, [...field, "accountId"]),
    weight: strategy === "WEIGHTED" ? weight : null,
  };
}
