import type { PlanStep, StepVendor } from "./plan.js";
import type { AccountFacts, OfferFacts, Place, PlanFacts } from "./plan-facts.js";

/** The account that a vendor of a step stands for; null = the catalogue does not know it. */
export function accountFactsOf(vendor: StepVendor, facts: PlanFacts): AccountFacts | null {
  return (
    facts.accounts.find(
      (account) => account.vendor === vendor.vendor && account.accountId === vendor.accountId,
    ) ?? null
  );
}

/** The accounts of a step that are not disconnected. */
export function connectedAccounts(step: PlanStep, facts: PlanFacts): readonly AccountFacts[] {
  return step.vendors
    .flatMap((vendor) => accountFactsOf(vendor, facts) ?? [])
    .filter(({ isDisconnected }) => !isDisconnected);
}

/** An account's offers on the step's channel in a country; null asks for any country. */
export function offersOf(
  account: AccountFacts,
  step: PlanStep,
  country: string | null,
): readonly OfferFacts[] {
  return account.offers.filter((offer) => isAt(offer, step, country));
}

/**
 * True when something set for a place holds for the step in `country`; null asks for any country.
 */
export function isAt(place: Place, step: PlanStep, country: string | null): boolean {
  return (
    place.channel === step.channel &&
    (country === null || place.country === null || place.country === country)
  );
}
