import type { PlanSpec, PlanStep } from "./plan.js";
import type { PlanFacts } from "./plan-facts.js";
import { type PlanProblem, planProblem } from "./problem.js";
import { connectedAccounts, offersOf } from "./step-offers.js";

/**
 * What stands in a plan's way in countries that somebody asks about and that it does not name
 * itself: it does not serve them, or serves every country with an offer and has none there. An
 * offer that is missing is an error where no step of the plan has one.
 *
 * @param countries ISO 3166-1 alpha-2
 * Pure. O(steps × countries × offers of its vendors).
 */
export function placeProblems(
  spec: PlanSpec,
  facts: PlanFacts,
  countries: readonly string[],
): readonly PlanProblem[] {
  return countries.flatMap((country) => problemsIn(spec, facts, country));
}

function problemsIn(spec: PlanSpec, facts: PlanFacts, country: string): readonly PlanProblem[] {
  const serving = spec.steps
    .map((step, index) => ({ step, position: index + 1 }))
    .filter(({ step }) => (step.countries ?? spec.countries)?.includes(country) ?? true);
  if (serving.length === 0 || spec.countries?.includes(country) === false) {
    return [planProblem("ERROR", "COUNTRY_NOT_SERVED", { country })];
  }
  const lacking = serving.filter(({ step }) => !isOffered(step, facts, country));
  const severity = lacking.length === serving.length ? "ERROR" : "WARNING";
  // Of countries that are named, and of steps without any offer, the plan's own problems tell.
  return lacking
    .filter(({ step }) => (step.countries ?? spec.countries) === null)
    .filter(({ step }) => isOffered(step, facts, null))
    .map(({ step: { channel }, position }) =>
      planProblem(severity, "NO_OFFER", { step: position, country, facts: { channel } }),
    );
}

function isOffered(step: PlanStep, facts: PlanFacts, country: string | null): boolean {
  return connectedAccounts(step, facts).some(
    (account) => offersOf(account, step, country).length > 0,
  );
}
