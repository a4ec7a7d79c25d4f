import { type DomainError, type Result, succeed } from "../../core/errors.js";
import { InputChecks } from "../../core/input-checks.js";
import { range } from "../../core/limits.js";
import { estimateInPieces } from "../../core/plan/estimate/estimate-plan.js";
import type { PlanEstimate } from "../../core/plan/estimate/plan-estimate.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { routingPolicy } from "../../core/route/routing-policy.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkPlan } from "./check-plan.js";
import type { EstimatePorts } from "./estimate-ports.js";
import { readPlanProblems } from "./plan-problems.js";
import { readTrafficMix } from "./read-traffic-mix.js";
import { tenantMeasured, tenantOffers } from "./tenant-offers.js";

/** What is asked about a plan. */
export interface EstimateRequest {
  readonly input: PlanInput;
  readonly countries: readonly string[];
  /** Sends a month; null = no monthly cost is asked for. */
  readonly monthlyVolume: number | null;
}

/** What a plan would do, and what is wrong with it. */
export interface EstimatedPlan {
  readonly spec: PlanSpec;
  readonly problems: readonly PlanProblem[];
  readonly estimate: PlanEstimate;
  readonly monthlyVolume: number | null;
  /** ISO 4217. */
  readonly currency: string;
}

/** Virtual sends: fewer leave the slowest one in twenty uncertain by more than 5 %. */
const sendsMin = 4_096;
const sendsPerCountry = 2_048;
const sendsMax = 8_192;

/**
 * Estimates a plan; nothing is stored or sent. Errors: those of `checkPlan` with their fields in
 * `input`, UNKNOWN_COUNTRY, OUT_OF_RANGE.
 */
export async function estimateOfPlan(
  ports: EstimatePorts,
  viewer: KeyViewer & { readonly tenantId: string },
  { input, countries, monthlyVolume }: EstimateRequest,
  now: Date,
): Promise<Result<EstimatedPlan>> {
  const checks = new InputChecks();
  const places = checks.countries(countries, ["countries"]) ?? [];
  if (monthlyVolume !== null) {
    checks.whole(monthlyVolume, ["monthlyVolume"], range.monthlyVolume, 0);
  }
  const checked = await checkPlan(ports, viewer, input);
  if (!checked.ok || checks.errors.length > 0) {
    const ofPlan = checked.ok ? [] : checked.errors.map(insideInput);
    return { ok: false, errors: [...checks.errors, ...ofPlan] };
  }
  const { spec } = checked.value;
  const [[problems = []], view] = await Promise.all([
    readPlanProblems(ports, viewer, [spec], now, places),
    ports.viewOf(viewer.tenantId),
  ]);
  const vendorIds = [...view.snapshot.accounts.values()].map((account) => account.vendorId);
  const ids = [...new Set(vendorIds)];
  const mixIn = await readTrafficMix(ports.stats, viewer, places, ids, now);
  const plan = {
    spec,
    mix: mixIn(places),
    offersAt: tenantOffers(view, spec, now),
    measured: tenantMeasured(view, now),
    policy: routingPolicy(view.rules),
  };
  const sends = Math.min(sendsMax, Math.max(sendsMin, sendsPerCountry * places.length));
  const estimate = await ports.calculate(() => estimateInPieces(plan, sends, now));
  return succeed({ spec, problems, estimate, monthlyVolume, currency: view.rules.currency });
}

function insideInput(error: DomainError): DomainError {
  return { ...error, field: ["input", ...(error.field ?? [])] };
}
