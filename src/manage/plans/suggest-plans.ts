import { domainError, type Result, succeed } from "../../core/errors.js";
import { InputChecks } from "../../core/input-checks.js";
import { range } from "../../core/limits.js";
import { parsePositiveMicros } from "../../core/money.js";
import type { Channel } from "../../core/otp/status.js";
import { estimateInPieces } from "../../core/plan/estimate/estimate-plan.js";
import type { PlayedPlan } from "../../core/plan/estimate/open-market.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import type { SuggestionWord } from "../../core/messages/suggestion-words.js";
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
import { availableVendors, type OfferedRoute } from "./available-vendors.js";
import type { EstimatePorts } from "./estimate-ports.js";
import type { EstimatedPlan } from "./estimate-plan.js";
import { readPlanProblems } from "./plan-problems.js";
import { readTrafficMix } from "./read-traffic-mix.js";
import { tenantMeasured, tenantOffers } from "./tenant-offers.js";

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
  /** Countries of the wish that the plan does not serve. */
  readonly leftOut: readonly string[];
}

/** What is worked with for one wish. */
interface Search {
  /** Its countries are those that the plans are for. */
  readonly wish: PlanWish;
  readonly leftOut: readonly string[];
  readonly currency: string;
  readonly played: (spec: PlanSpec) => PlayedPlan;
  readonly problemsOf: (specs: readonly PlanSpec[]) => Promise<readonly (readonly PlanProblem[])[]>;
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
  const mix = await readTrafficMix(ports.stats, viewer, wish.countries, [...ids], now);
  const measured = tenantMeasured(view, now);
  const searchIn = (countries: readonly string[]): Search => ({
    wish: { ...wish, countries },
    leftOut: wish.countries.filter((country) => !countries.includes(country)),
    currency: view.rules.currency,
    played: (spec) => ({
      spec,
      mix: mix.filter(({ country }) => countries.includes(country)),
      measured,
      offersAt: tenantOffers(view, spec, now),
      policy: routingPolicy(view.rules),
    }),
    problemsOf: (specs) => readPlanProblems(ports, viewer, specs, now),
  });
  const anySpec = draftSpec([], wish.countries, "BALANCED", "AS_WRITTEN");
  const offersAt = tenantOffers(view, anySpec, now);
  const offeredIn: VendorsIn = (countries) => {
    const places = mix.filter(({ country }) => countries.includes(country));
    return availableVendors(view.snapshot, wish.channels, places, offersAt, measured);
  };
  const search = searchIn(wish.countries);
  const usable = await usableVendors(offeredIn(wish.countries), search);
  const { countries, vendors } = measuredPart(wish.countries, offeredIn, usable);
  return succeed(
    vendors.length > 0
      ? await bestPlans(ports, vendors, searchIn(countries), now)
      : await planByPrice(ports, usable, search, now),
  );
}

type VendorsIn = (countries: readonly string[]) => readonly OfferedRoute[];

/**
 * As many of the countries as something is measured for, and the vendors that are measured in all
 * of these that they serve.
 */
function measuredPart(
  wanted: readonly string[],
  offeredIn: VendorsIn,
  usable: readonly OfferedRoute[],
): { readonly countries: readonly string[]; readonly vendors: readonly OfferedRoute[] } {
  const usableNames = new Set(usable.map(nameOf));
  const knownIn: VendorsIn = (countries) =>
    offeredIn(countries).filter((one) => one.isMeasured && usableNames.has(nameOf(one)));
  let countries = wanted.filter((country) => knownIn([country]).length > 0);
  while (countries.length > 0) {
    const vendors = knownIn(countries);
    const served = countries.filter((country) =>
      vendors.some((one) => one.countries.includes(country)),
    );
    if (served.length === countries.length) {
      return { countries, vendors };
    }
    // Where no vendor is measured everywhere, those countries come first that were named first.
    countries = served.length > 0 ? served : countries.slice(0, -1);
  }
  return { countries: [], vendors: [] };
}

function nameOf({ vendor, accountId, channel }: OfferedRoute): string {
  return `${vendor} ${accountId ?? ""} ${channel}`;
}

/** Those that can send by themselves, with nothing that the tenant has to set up first. */
async function usableVendors(
  offered: readonly OfferedRoute[],
  { problemsOf }: Search,
): Promise<readonly OfferedRoute[]> {
  const alone = offered.map((one) => specByPrice([one], one.countries));
  const problems = await problemsOf(alone);
  return offered.filter((_, index) => !hasError(problems[index]));
}

function hasError(problems: readonly PlanProblem[] = []): boolean {
  return problems.some(({ severity }) => severity === "ERROR");
}

async function bestPlans(
  ports: EstimatePorts,
  vendors: readonly AvailableVendor[],
  { wish, leftOut, currency, played, problemsOf }: Search,
  now: Date,
): Promise<readonly SuggestedPlan[]> {
  const specs = candidateSpecs(vendors, wish.countries);
  const problems = await problemsOf(specs);
  const sound = specs.filter((_, index) => !hasError(problems[index]));
  const { picked, looked } = await ports.calculate(() =>
    suggestInPieces(sound.map(played), wish, now),
  );
  return picked.map(({ kind, plan: { plan, estimate, figures } }) => ({
    word: kind,
    looked,
    givenUp: brokenWishes(wish, figures),
    leftOut,
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
  { wish, currency, played, problemsOf }: Search,
  now: Date,
): Promise<readonly SuggestedPlan[]> {
  if (vendors.length === 0) {
    return [];
  }
  const spec = specByPrice(vendors, wish.countries);
  const [problems = []] = await problemsOf([spec]);
  if (hasError(problems)) {
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
  return [{ word: "UNMEASURED", looked: 1, estimated, givenUp: [], leftOut: [] }];
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
