import { domainError, type Result, succeed } from "../../core/errors.js";
import { InputChecks } from "../../core/input-checks.js";
import { range } from "../../core/limits.js";
import { parsePositiveMicros } from "../../core/money.js";
import type { Channel } from "../../core/otp/status.js";
import { estimateInPieces } from "../../core/plan/estimate/estimate-plan.js";
import type { PlayedPlan } from "../../core/plan/estimate/open-market.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { SuggestionGaps, SuggestionWord } from "../../core/messages/suggestion-words.js";
import {
  type AvailableVendor,
  candidateSpecs,
  draftSpec,
  specByPrice,
} from "../../core/plan/suggest/candidate-specs.js";
import { type BrokenWish, brokenWishes, type PlanWish } from "../../core/plan/suggest/plan-wish.js";
import { suggestInPieces } from "../../core/plan/suggest/suggest-plans.js";
import { routingPolicy } from "../../core/route/routing-policy.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { availableVendors } from "./available-vendors.js";
import type { EstimatePorts } from "./estimate-ports.js";
import type { EstimatedPlan } from "./estimate-plan.js";
import { readPlanProblems } from "./plan-problems.js";
import { readTrafficMix } from "./read-traffic-mix.js";
import { tenantMeasured, tenantOffers } from "./tenant-offers.js";
import {
  gapsOf,
  isError,
  measuredPart,
  type OfferedOn,
  type ProblemsOf,
  wishReach,
} from "./wish-reach.js";

/** A wish as a client writes it. */
export interface WishInput {
  readonly countries: readonly string[];
  readonly channels?: readonly Channel[] | null;
  readonly monthlyVolume: number;
  /** Decimal text in the tenant's currency. */
  readonly monthlyBudget?: string | null;
  readonly minSuccessRate?: number | null;
  readonly maxTimeToDeliverMsP95?: number | null;
}

/** A plan that is suggested. */
export interface SuggestedPlan {
  readonly word: SuggestionWord;
  /** Plans that it was compared with, itself included. */
  readonly looked: number;
  readonly estimated: EstimatedPlan;
  readonly givenUp: readonly BrokenWish[];
  readonly gaps: SuggestionGaps;
}

/** What is worked with for one wish. */
interface Search {
  /** Its countries are those that the plans are for. */
  readonly wish: PlanWish;
  readonly gaps: SuggestionGaps;
  readonly currency: string;
  readonly played: (spec: PlanSpec) => PlayedPlan;
  readonly problemsOf: ProblemsOf;
}

/**
 * Three to five plans that come nearest to a wish, each with what it would do; fewer where there
 * are not so many, none where nothing is offered. Where nothing is measured, one by price alone.
 * Errors: UNKNOWN_COUNTRY, OUT_OF_RANGE, INVALID_MONEY.
 */
export async function suggestedPlans(
  ports: EstimatePorts,
  viewer: KeyViewer & { readonly tenantId: string },
  input: WishInput,
  now: Date,
): Promise<Result<readonly SuggestedPlan[]>> {
  const checked = checkWish(input);
  if (!checked.ok) {
    return checked;
  }
  const wish = checked.value;
  const view = await ports.viewOf(viewer.tenantId);
  const ids = new Set([...view.snapshot.accounts.values()].map(({ vendorId }) => vendorId));
  const mixIn = await readTrafficMix(ports.stats, viewer, wish.countries, [...ids], now);
  const measured = tenantMeasured(view, now);
  const problemsOf: ProblemsOf = (specs) => readPlanProblems(ports, viewer, specs, now);
  const searchIn = (countries: readonly string[], gaps: SuggestionGaps): Search => {
    const mix = mixIn(countries);
    return {
      wish: { ...wish, countries },
      gaps,
      currency: view.rules.currency,
      played: (spec) => ({
        spec,
        mix,
        measured,
        offersAt: tenantOffers(view, spec, now),
        policy: routingPolicy(view.rules),
      }),
      problemsOf,
    };
  };
  const anySpec = draftSpec([], wish.countries, "BALANCED", "AS_WRITTEN");
  const offersAt = tenantOffers(view, anySpec, now);
  const offeredOn: OfferedOn = (channels, countries) =>
    availableVendors(view.snapshot, channels, mixIn(countries), offersAt, measured);
  const reach = await wishReach(wish, offeredOn, problemsOf);
  const { countries, vendors } = measuredPart(reach);
  const gaps = gapsOf(wish, reach, countries);
  return succeed(
    vendors.length > 0
      ? await bestPlans(ports, vendors, searchIn(countries, gaps), now)
      : await planByPrice(ports, reach.usable, searchIn(reach.countries, gaps), now),
  );
}

async function bestPlans(
  ports: EstimatePorts,
  vendors: readonly AvailableVendor[],
  { wish, gaps, currency, played, problemsOf }: Search,
  now: Date,
): Promise<readonly SuggestedPlan[]> {
  const specs = candidateSpecs(vendors, wish.countries);
  const problems = await problemsOf(specs);
  const sound = specs.filter((_, index) => !problems[index]?.some(isError));
  const { picked, looked } = await ports.calculate(() =>
    suggestInPieces(sound.map(played), wish, now),
  );
  return picked.map(({ kind, plan: { plan, estimate, figures } }) => ({
    word: kind,
    looked,
    givenUp: brokenWishes(wish, figures),
    gaps,
    estimated: {
      spec: plan.spec,
      problems: problems[specs.indexOf(plan.spec)] ?? [],
      estimate,
      monthlyVolume: wish.monthlyVolume,
      currency,
    },
  }));
}

/** The cheapest first, as long as nobody knows better. */
async function planByPrice(
  ports: EstimatePorts,
  vendors: readonly AvailableVendor[],
  { wish, gaps, currency, played, problemsOf }: Search,
  now: Date,
): Promise<readonly SuggestedPlan[]> {
  if (vendors.length === 0) {
    return [];
  }
  const spec = specByPrice(vendors, wish.countries);
  const [problems = []] = await problemsOf([spec]);
  if (problems.some(isError)) {
    return [];
  }
  const estimate = await ports.calculate(() => estimateInPieces(played(spec), 100, now));
  const estimated = {
    spec,
    problems,
    estimate,
    monthlyVolume: wish.monthlyVolume,
    currency,
  };
  return [{ word: "UNMEASURED", looked: 1, estimated, givenUp: [], gaps }];
}

function checkWish(input: WishInput): Result<PlanWish> {
  const checks = new InputChecks();
  const countries = checks.countries(input.countries, ["countries"]) ?? [];
  const { channels = null, minSuccessRate = null, maxTimeToDeliverMsP95 = null } = input;
  const budget = input.monthlyBudget ?? null;
  const micros = budget === null ? null : parsePositiveMicros(budget);
  checks.whole(input.monthlyVolume, ["monthlyVolume"], range.monthlyVolume, 0);
  if (channels?.length === 0) {
    checks.note(domainError("OUT_OF_RANGE", ["channels"], { min: 1, max: 20 }));
  }
  if (budget !== null && micros === null) {
    checks.note(domainError("INVALID_MONEY", ["monthlyBudget"], { min: "0.000001" }));
  }
  if (minSuccessRate !== null && !(minSuccessRate >= 0 && minSuccessRate <= 1)) {
    checks.note(domainError("OUT_OF_RANGE", ["minSuccessRate"], { min: 0, max: 1 }));
  }
  if (maxTimeToDeliverMsP95 !== null) {
    checks.whole(maxTimeToDeliverMsP95, ["maxTimeToDeliverMsP95"], range.deliverMs, 0);
  }
  return checks.errors.length > 0
    ? { ok: false, errors: checks.errors }
    : succeed({
        countries,
        channels,
        monthlyVolume: input.monthlyVolume,
        monthlyBudgetMicros: micros === null ? null : Number(micros),
        minSuccessRate,
        maxTimeToDeliverMsP95,
      });
}
