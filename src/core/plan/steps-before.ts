import type { PlanSpec, PlanStep } from "./plan.js";
import type { PlanFacts } from "./plan-facts.js";
import { connectedAccounts } from "./step-offers.js";

/** What happens to somebody before a step has its turn, at the most. */
export interface StepsBefore {
  readonly attempts: number;
  /** All their waits, in seconds. */
  readonly waitSec: number;
}

/** Stands for all countries that no offer names. */
const elsewhere = Symbol("elsewhere");
type Somewhere = string | typeof elsewhere;

/** How long an adaptive wait is taken to last as long as nothing is measured. */
const adaptiveWaitSec = 20;

/**
 * What comes before a step, for each place where it has an offer: an earlier step makes an attempt
 * for every vendor that offers something there. Empty where the step has no offer.
 *
 * @param index of the step, from 0
 * Pure. O(steps × places × offers).
 */
export function stepsBefore(
  spec: PlanSpec,
  index: number,
  facts: PlanFacts,
): readonly StepsBefore[] {
  const step = spec.steps[index];
  const places =
    step === undefined
      ? []
      : placesOf(spec, step, facts).filter((place) => vendorsAt(step, place, facts) > 0);
  return places.map((place) =>
    spec.steps
      .slice(0, index)
      .filter((earlier) => serves(earlier, place))
      .reduce<StepsBefore>(
        (sum, earlier) => {
          const attempts = Math.min(earlier.maxAttempts, vendorsAt(earlier, place, facts));
          return {
            attempts: sum.attempts + attempts,
            waitSec: sum.waitSec + attempts * (earlier.waitSec ?? adaptiveWaitSec),
          };
        },
        { attempts: 0, waitSec: 0 },
      ),
  );
}

/** The countries that the step or the plan names, else those of all offers, and elsewhere. */
function placesOf(spec: PlanSpec, step: PlanStep, facts: PlanFacts): readonly Somewhere[] {
  const named = step.countries ?? spec.countries;
  if (named !== null) {
    return named.filter((country) => spec.countries?.includes(country) ?? true);
  }
  const offered = facts.accounts.flatMap(({ offers }) =>
    offers.flatMap(({ country }) => country ?? []),
  );
  return [...new Set(offered), elsewhere];
}

function serves({ countries }: PlanStep, place: Somewhere): boolean {
  return countries === null || (place !== elsewhere && countries.includes(place));
}

function vendorsAt(step: PlanStep, place: Somewhere, facts: PlanFacts): number {
  return connectedAccounts(step, facts).filter(({ offers }) =>
    offers.some(
      ({ channel, country }) => channel === step.channel && (country === null || country === place),
    ),
  ).length;
}
