import { compareMicros, formatMicros } from "../money.js";
import type { PlanSpec, PlanStep, StepVendor } from "./plan.js";
import type { AccountFacts, PlanFacts } from "./plan-facts.js";
import { type PlanProblem, planProblem } from "./problem.js";
import { accountFactsOf, connectedAccounts, isAt, offersOf } from "./step-offers.js";

/** A vendor of the step with what the catalogue says of it. */
interface StepAccount {
  readonly vendor: StepVendor;
  readonly facts: AccountFacts | null;
}

/** What stands in the way of one step. `position` counts from 1. */
export function stepProblems(
  spec: PlanSpec,
  step: PlanStep,
  position: number,
  facts: PlanFacts,
): PlanProblem[] {
  const accounts = step.vendors.map((vendor) => ({ vendor, facts: accountFactsOf(vendor, facts) }));
  const live = accounts.filter(({ facts: known }) => known?.isDisconnected !== true);
  const connected = connectedAccounts(step, facts);
  return [
    ...weightProblems(step, position),
    ...disconnected(accounts, live.length === 0, position),
    ...waitForProblems(step, position, connected),
    ...templateProblems(spec, step, position, connected),
    ...placesOf(spec, step).flatMap((country) => [
      ...offerProblems(spec, step, position, connected, country),
      ...senderProblems(step, position, connected, country),
      ...pauseProblems(step, position, connected, country),
    ]),
  ];
}

/** The countries to look at; null stands for "wherever there is an offer". */
function placesOf(spec: PlanSpec, step: PlanStep): readonly (string | null)[] {
  const named = step.countries ?? spec.countries;
  if (named === null) {
    return [null];
  }
  return named.filter((country) => spec.countries?.includes(country) ?? true);
}

function weightProblems(step: PlanStep, position: number): PlanProblem[] {
  const isZero = step.vendors.every((vendor) => (vendor.weight ?? 0) === 0);
  return step.strategy === "WEIGHTED" && isZero
    ? [planProblem("ERROR", "WEIGHTS_SUM_TO_ZERO", { step: position })]
    : [];
}

function disconnected(
  accounts: readonly StepAccount[],
  isWholeStep: boolean,
  position: number,
): PlanProblem[] {
  const severity = isWholeStep ? "ERROR" : "WARNING";
  return accounts
    .filter(({ facts }) => facts?.isDisconnected === true)
    .map(({ vendor }) =>
      planProblem(severity, "ACCOUNT_DISCONNECTED", {
        step: position,
        facts: { vendor: vendor.vendor },
      }),
    );
}

function waitForProblems(
  step: PlanStep,
  position: number,
  accounts: readonly AccountFacts[],
): PlanProblem[] {
  // A code typed in is seen by us, whatever the vendor reports.
  if (step.waitFor === "VERIFIED") {
    return [];
  }
  const needed = step.waitFor === "READ" ? "READ_RECEIPTS" : "DELIVERY_RECEIPTS";
  return accounts
    .filter(
      ({ features, provedByCodeOn }) =>
        !features.includes(needed) || provedByCodeOn?.includes(step.channel) === true,
    )
    .map((account) =>
      planProblem("WARNING", "WAIT_FOR_UNSUPPORTED", {
        step: position,
        facts: { waitFor: step.waitFor, vendor: account.vendor },
      }),
    );
}

function offerProblems(
  spec: PlanSpec,
  step: PlanStep,
  position: number,
  accounts: readonly AccountFacts[],
  country: string | null,
): PlanProblem[] {
  const about = { step: position, country };
  const offered = accounts.filter((account) => offersOf(account, step, country).length > 0);
  if (offered.length === 0) {
    return [planProblem("ERROR", "NO_OFFER", { ...about, facts: { channel: step.channel } })];
  }
  const prices = offered
    .flatMap((account) => offersOf(account, step, country))
    .flatMap(({ priceMicros }) => (priceMicros === null ? [] : [priceMicros]))
    .sort(compareMicros);
  const unpriced = offered.filter((account) =>
    offersOf(account, step, country).every((offer) => offer.priceMicros === null),
  );
  const problems = unpriced.map((account) =>
    planProblem(prices.length === 0 ? "ERROR" : "WARNING", "NO_EXCHANGE_RATE", {
      ...about,
      facts: { vendor: account.vendor },
    }),
  );
  const [cheapest] = prices;
  const cap = spec.maxCostPerSendMicros;
  if (cheapest !== undefined && cap !== null && cheapest > cap) {
    const facts = { price: formatMicros(cheapest), cap: formatMicros(cap) };
    problems.push(planProblem("ERROR", "DEARER_THAN_CAP", { ...about, facts }));
  }
  return problems;
}

/** One in any language will do: a message falls back to another language's. */
function templateProblems(
  spec: PlanSpec,
  step: PlanStep,
  position: number,
  accounts: readonly AccountFacts[],
): PlanProblem[] {
  const { channel } = step;
  const hasTemplate = spec.messages.some(
    (message) => message.channel === channel && message.vendorTemplateName !== null,
  );
  return accounts
    .filter((account) => account.templateRequiredOn.includes(channel) && !hasTemplate)
    .map(({ vendor }) =>
      planProblem("ERROR", "VENDOR_TEMPLATE_MISSING", {
        step: position,
        facts: { vendor, channel },
      }),
    );
}

function senderProblems(
  step: PlanStep,
  position: number,
  accounts: readonly AccountFacts[],
  country: string | null,
): PlanProblem[] {
  return accounts
    .filter((account) => account.senderRequiredOn.includes(step.channel))
    .filter((account) => !account.senders.some((sender) => isAt(sender, step, country)))
    .map((account) =>
      planProblem("ERROR", "SENDER_MISSING", {
        step: position,
        country,
        facts: { vendor: account.vendor, channel: step.channel },
      }),
    );
}

function pauseProblems(
  step: PlanStep,
  position: number,
  accounts: readonly AccountFacts[],
  country: string | null,
): PlanProblem[] {
  const paused = accounts.flatMap((account) => {
    const pause = account.pauses.find(
      (each) =>
        (each.channel === null || each.channel === step.channel) &&
        (each.country === null || country === null || each.country === country),
    );
    return pause === undefined ? [] : [{ account, pause }];
  });
  const isWholeStep =
    paused.length === accounts.length &&
    paused.every(({ pause }) => country !== null || pause.country === null);
  return paused.map(({ account, pause }) =>
    planProblem(isWholeStep ? "ERROR" : "WARNING", "VENDOR_PAUSED", {
      step: position,
      country: country ?? pause.country,
      facts: { vendor: account.vendor, channel: step.channel },
    }),
  );
}
