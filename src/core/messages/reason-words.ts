import { englishReasons, type ReasonTexts } from "./reasons-en.js";
import { indonesianReasons } from "./reasons-id.js";

/** A language that reasons are said in. */
export type ReasonLocale = "en" | "id";

/** Every reason in words, by language. */
export const reasonTexts: Readonly<Record<ReasonLocale, ReasonTexts>> = {
  en: englishReasons,
  id: indonesianReasons,
};

/** What an id can be of; `NOT_FOUND` names it. */
export type Thing = keyof ReasonTexts["things"];
/** A cap on what one send may cost. */
export type CapName = keyof ReasonTexts["caps"];
/** Scope and period of a budget as stored, "PLAN DAY"; "SEND" where the budget is not known. */
export type BudgetCode = string;

/** Where a reason is about; null = not known, and a channel without countries has none. */
export interface ReasonPlace {
  readonly channel: string | null;
  readonly country: string | null;
}

/** A step that was passed over, as stored. */
export interface SkippedStepFacts {
  readonly step: number;
  readonly channel: string;
  /** The engine's reason, or those of the step's vendors, joined by ", ". */
  readonly reason: string;
}

/** Steps that were passed over on the way to one recipient, for a message that tells them all. */
export interface SkippedSteps {
  readonly skippedSteps: readonly SkippedStepFacts[];
  readonly country: string | null;
}

/**
 * Why a vendor could not be used. A code that is not known is shown as it is, here and in all
 * functions of this file.
 */
export function vendorSkipWords(reason: string, place: ReasonPlace, locale: ReasonLocale): string {
  const texts = reasonTexts[locale];
  const country = place.channel === "EMAIL" ? null : place.country;
  const text =
    reason === "NO_OFFER" && country !== null
      ? texts.noOfferThere
      : textOf(texts.vendorSkips, reason);
  return fill(text, { channel: place.channel ?? "—", country: country ?? "—" });
}

/** Why a step was passed over; `reason` as in `SkippedStepFacts`. */
export function stepSkipWords(reason: string, place: ReasonPlace, locale: ReasonLocale): string {
  const { stepSkips } = reasonTexts[locale];
  return reason
    .split(", ")
    .map((one) =>
      Object.hasOwn(stepSkips, one) ? textOf(stepSkips, one) : vendorSkipWords(one, place, locale),
    )
    .join(", ");
}

/** All steps that were passed over, in one line. */
export function skippedStepsWords(
  { skippedSteps, country }: SkippedSteps,
  locale: ReasonLocale,
): string {
  return skippedSteps
    .map(({ step, channel, reason }) =>
      fill(reasonTexts[locale].skippedStep, {
        step,
        reason: stepSkipWords(reason, { channel, country }, locale),
      }),
    )
    .join("; ");
}

/** What a choice's words need to know. */
export interface ChoiceFacts {
  /** How many vendors could be used. */
  readonly usable: number;
  /** 0..1. */
  readonly propensity: number;
  /** The vendor that was taken, its channel, and where to: "ID/Telkomsel". */
  readonly vendorSlug: string;
  readonly channel: string;
  readonly place: string;
  readonly isProbe: boolean;
  /** What was measured of the vendor; zeros where it was not. */
  readonly evidence: {
    readonly count: number;
    /** Low end of its delivery rate, 0..1. */
    readonly low: number;
    /** That 95 % of what it delivered kept to. */
    readonly latencyMs: number;
  };
  /** True when the budget had no room for the strategy's first choice. */
  readonly isSecondBest: boolean;
}

/** Why this vendor. */
export function choiceWords(reason: string, facts: ChoiceFacts, locale: ReasonLocale): string {
  const { choices, choiceNotes } = reasonTexts[locale];
  const { usable, propensity, vendorSlug, isProbe, isSecondBest, evidence } = facts;
  const { channel, place } = facts;
  const percent = Math.round(propensity * 100);
  const { count } = evidence;
  const low = (evidence.low * 100).toFixed(1);
  const seconds = (evidence.latencyMs / 1000).toFixed(1);
  return [
    fill(textOf(choices, reason), {
      ...{ usable, percent, count, low, seconds, channel, place },
      vendor: vendorSlug,
    }),
    ...(isSecondBest ? [fill(choiceNotes.secondBest, { vendor: vendorSlug })] : []),
    ...(isProbe && reason !== "MEASURED_PROBE" ? [choiceNotes.probe] : []),
  ].join("; ");
}

/**
 * Where an attempt's wait comes from.
 *
 * @param facts the wait in seconds, and the percentage of the vendor's receipts that it lets come
 */
export function waitWords(
  reason: string,
  facts: { readonly seconds: number; readonly percent: number },
  locale: ReasonLocale,
): string {
  return fill(textOf(reasonTexts[locale].waits, reason), facts);
}

/**
 * Why a send is what it is, by its stored `statusReason`.
 *
 * @param budget that had no room; null = none, or it is not known
 */
export function statusWords(
  reason: string,
  budget: BudgetCode | null,
  locale: ReasonLocale,
): string {
  const texts = reasonTexts[locale];
  return reason === "BUDGET_EXHAUSTED" && budget !== null
    ? fill(texts.budgetExhausted, { budget: budgetWords(budget, null, locale) })
    : textOf(texts.statuses, reason);
}

/**
 * Why a vendor is not healthy: failures in a row, an outage that was measured, or a pause and what
 * its maker typed.
 */
export type HealthReason =
  | { readonly kind: "FAILURES"; readonly failures: number }
  | {
      /** By receipts that stay away, or by codes that nobody types in. */
      readonly kind: "OUTAGE_RECEIPT" | "OUTAGE_CODE";
      readonly scope: "UPSTREAM" | "COUNTRY" | "CELL";
      /** Null = nobody named one. */
      readonly upstream: string | null;
      /** mcc and mnc joined; null = it is about more than one network. */
      readonly network: string | null;
      readonly failures: number;
    }
  | {
      readonly kind: "PAUSED_BY_OPERATOR" | "PAUSED_BY_TENANT";
      /** The part of what was asked about that is paused, "SMS ID"; null = all of it. */
      readonly place: string | null;
      readonly reason: string;
    };

/** Why a vendor is not healthy. */
export function healthWords(reason: HealthReason, locale: ReasonLocale): string {
  const { health, outageWhere } = reasonTexts[locale];
  if (reason.kind === "FAILURES") {
    return fill(health.FAILURES, { failures: reason.failures });
  }
  if ("scope" in reason) {
    const { scope, upstream, network, failures } = reason;
    const isCountry = scope === "COUNTRY" || (scope === "UPSTREAM" && upstream === null);
    const facts = { upstream: upstream ?? "—", network: network ?? "—" };
    const where = isCountry ? "" : fill(outageWhere[scope], facts);
    const isEnding = reason.kind === "OUTAGE_RECEIPT" && failures === 0;
    return fill(health[isEnding ? "OUTAGE_RECEIPT_ENDING" : reason.kind], { where, failures });
  }
  return reason.place === null
    ? fill(health[reason.kind], { reason: reason.reason })
    : fill(health[`${reason.kind}_THERE`], { place: reason.place, reason: reason.reason });
}

/** What an id should have been of. */
export function thingWords(thing: string, locale: ReasonLocale): string {
  return textOf(reasonTexts[locale].things, thing);
}

/** A cap on cost, by the name of its field. */
export function capWords(cap: string, locale: ReasonLocale): string {
  return textOf(reasonTexts[locale].caps, cap);
}

/**
 * A budget's name, without an article: "daily budget of the plan".
 *
 * @param of the plan's key or the country, by scope; null = not known
 */
export function budgetWords(budget: BudgetCode, of: string | null, locale: ReasonLocale): string {
  const { budgets, budgetsOf, periods } = reasonTexts[locale];
  const [scope = "", period = ""] = budget.split(" ");
  if (!Object.hasOwn(budgets, scope)) {
    return budget;
  }
  const text =
    of !== null && Object.hasOwn(budgetsOf, scope)
      ? textOf(budgetsOf, scope)
      : textOf(budgets, scope);
  return fill(text, { period: textOf(periods, period), of: of ?? "—" });
}

function textOf(texts: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(texts, code) ? (texts[code] ?? code) : code;
}

/** Puts facts where their names stand in braces; what a fact holds in braces stays as it is. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(facts[name] ?? placeholder),
  );
}
