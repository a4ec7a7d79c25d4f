import type { SuggestionGaps } from "../../core/messages/suggestion-words.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { specByPrice } from "../../core/plan/suggest/candidate-specs.js";
import type { PlanWish } from "../../core/plan/suggest/plan-wish.js";
import type { OfferedRoute } from "./available-vendors.js";

/** What is offered on these channels in these countries; channels null = on all but e-mail. */
export type OfferedOn = (
  channels: PlanWish["channels"],
  countries: readonly string[],
) => readonly OfferedRoute[];

/** What is wrong with plans, one list for each. */
export type ProblemsOf = (
  specs: readonly PlanSpec[],
) => Promise<readonly (readonly PlanProblem[])[]>;

/** What of a wish can be had at all. */
export interface WishReach {
  /** Those of the wish where something is offered. */
  readonly countries: readonly string[];
  readonly usable: readonly OfferedRoute[];
  readonly offeredIn: (countries: readonly string[]) => readonly OfferedRoute[];
  /** False where nobody offers any channel of the wish, so that others are looked at. */
  readonly keepsChannels: boolean;
}

/**
 * What of a wish can be had: by its channels, or, where nobody offers one of them, by any. One or
 * two reads of problems.
 */
export async function wishReach(
  { countries, channels }: PlanWish,
  offeredOn: OfferedOn,
  problemsOf: ProblemsOf,
): Promise<WishReach> {
  const reachBy = async (some: PlanWish["channels"]): Promise<WishReach> => {
    const offeredIn: WishReach["offeredIn"] = (places) => offeredOn(some, places);
    const usable = await usableVendors(offeredIn(countries), problemsOf);
    const served = countries.filter((country) =>
      usable.some((one) => one.countries.includes(country)),
    );
    return { countries: served, usable, offeredIn, keepsChannels: some === channels };
  };
  const wanted = await reachBy(channels);
  return wanted.usable.length > 0 || channels === null ? wanted : await reachBy(null);
}

/**
 * What the suggestions have to leave out of a wish.
 *
 * @param measuredCountries those that they are for; empty = nothing is measured in any
 */
export function gapsOf(
  wish: PlanWish,
  reach: WishReach,
  measuredCountries: readonly string[],
): SuggestionGaps {
  const isMeasured = measuredCountries.length > 0;
  return {
    channels: reach.keepsChannels ? [] : (wish.channels ?? []),
    unoffered: wish.countries.filter((country) => !reach.countries.includes(country)),
    unmeasured: isMeasured
      ? reach.countries.filter((country) => !measuredCountries.includes(country))
      : [],
  };
}

/**
 * As many of the countries as something is measured for, and the vendors that are measured in all
 * of these that they serve.
 */
export function measuredPart({ countries: offered, usable, offeredIn }: WishReach): {
  readonly countries: readonly string[];
  readonly vendors: readonly OfferedRoute[];
} {
  const usableNames = new Set(usable.map(nameOf));
  const knownIn: WishReach["offeredIn"] = (countries) =>
    offeredIn(countries).filter((one) => one.isMeasured && usableNames.has(nameOf(one)));
  let countries = offered.filter((country) => knownIn([country]).length > 0);
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
  problemsOf: ProblemsOf,
): Promise<readonly OfferedRoute[]> {
  const alone = offered.map((one) => specByPrice([one], one.countries));
  const problems = await problemsOf(alone);
  return offered.filter((_, index) => !problems[index]?.some(isError));
}

/** True for what keeps a plan from sending. */
export function isError({ severity }: PlanProblem): boolean {
  return severity === "ERROR";
}
