import { type StrategyName, strategies } from "../plan/plan.js";
import { type Candidate, type HealthState, skipReasons, type SkipReason } from "./candidate.js";
import { choiceReasons, type VendorChoice } from "./choose-vendor.js";
import type { OptionScore } from "./measured/route-request.js";
import { bareFacts, type CandidateFacts, storeCandidate } from "./stored-candidate.js";
import { type Wait, waitReasons } from "./wait.js";

/** What measured routing adds to a decision. */
export interface MeasuredDecision {
  /** By candidate; null = it has no route. */
  readonly scores: readonly (OptionScore | null)[];
  /** V, in the tenant's currency: what worths are told in parts of. */
  readonly value: number;
  /** μ of the budgets, 0 = none binds. */
  readonly shadowPrice: number;
  /** g of the number's prefix, 0..1. */
  readonly genuine: number;
}

/** Why this vendor: what is kept with an attempt for good. */
export interface Decision {
  readonly strategy: StrategyName;
  readonly choice: VendorChoice;
  /** The steps whose vendors were weighed, 1-based: all of their vendors are candidates. */
  readonly steps: readonly number[];
  /** Every vendor of these steps, in plan order. */
  readonly candidates: readonly Candidate[];
  /** Index of the candidate that was taken; another than the choice's first when money decided. */
  readonly chosen: number;
  readonly wait: Wait;
  /** Null = the strategy asked nothing of measured routing. */
  readonly measured: MeasuredDecision | null;
}

/**
 * A decision as JSON, about 350 bytes for 12 candidates: words are indexes into their closed lists,
 * and vendors are told by their place in the steps of the plan revision.
 */
export interface StoredDecision {
  /** Strategy. */
  readonly s: number;
  /** Reason of the choice. */
  readonly o: number;
  /** Propensity. */
  readonly p: number;
  /** Wait in ms, and its reason. */
  readonly w: number;
  readonly y: number;
  /** Index of the chosen candidate. */
  readonly x: number;
  /** 1 when the budget had no room for the strategy's first choice. */
  readonly b?: 1;
  /** Steps whose vendors the candidates are; absent = the attempt's own. */
  readonly t?: readonly number[];
  /** Step and vendor index of who follows; absent = nobody, or nobody looked. */
  readonly n?: readonly [number, number];
  /** Percent of the vendor's receipts that come within the wait; absent = not looked at. */
  readonly f?: number;
  /** Genuine share of the prefix, and shadow price; absent = not asked. */
  readonly g?: number;
  readonly m?: number;
  /** Currencies that prices refer to. */
  readonly u: readonly string[];
  /** Candidates in plan order, each as `storeCandidate` writes it, with a comma between. */
  readonly k: string;
}

/** Candidates that are told in full, the likeliest first; of others why they were left out. */
export const fullyTold = 12;

/** The form in which a decision is stored. */
export function storeDecision(decision: Decision): StoredDecision {
  const { strategy, choice, steps, candidates, chosen, wait, measured } = decision;
  const currencies = [...new Set(candidates.flatMap(({ price }) => price?.currency ?? []))];
  const facts = candidates.map((_, index) => factsOf(decision, index, currencies));
  return {
    s: strategies.indexOf(strategy),
    o: choiceReasons.indexOf(choice.reason),
    p: rounded(choice.propensity, 1e6),
    w: wait.waitMs,
    y: waitReasons.indexOf(wait.reason),
    x: chosen,
    ...(choice.order[0] === chosen ? {} : { b: 1 as const }),
    ...(steps.length === 1 ? {} : { t: steps }),
    ...(wait.next === null ? {} : { n: [wait.next.step, wait.next.vendorIndex] as const }),
    ...(wait.arrivedBy === null ? {} : { f: Math.round(wait.arrivedBy * 100) }),
    ...(measured === null
      ? {}
      : { g: rounded(measured.genuine, 1000), m: rounded(measured.shadowPrice, 1000) }),
    u: currencies,
    k: wellTold(facts, chosen).map(storeCandidate).join(","),
  };
}

function factsOf(
  { candidates, choice, measured }: Decision,
  index: number,
  currencies: readonly string[],
): CandidateFacts {
  const candidate = candidates[index] as Candidate;
  const score = measured?.scores[index] ?? null;
  const { price, evidence } = candidate;
  const reason = skipOf(candidate, score);
  return {
    price:
      price === null
        ? null
        : {
            micros: price.micros,
            currency: currencies.indexOf(price.currency),
            billedOn: price.billedOn,
          },
    skip: reason === null ? null : skipReasons.indexOf(reason),
    breaker: breakerOf(candidate, score),
    isProbe: candidate.isProbe || (choice.reason === "MEASURED_PROBE" && index === choice.order[0]),
    probability: choice.probabilities[index] ?? 0,
    evidence: score?.evidence ?? evidence?.count ?? 0,
    deliveryLow: evidence?.deliveryLow ?? 0,
    latencyMs: evidence?.latencyMsP95 ?? 0,
    measured:
      score === null || measured === null
        ? null
        : {
            success: score.success,
            trust: score.trust,
            score: score.worth === null ? null : score.worth / measured.value,
          },
  };
}

function skipOf(candidate: Candidate, score: OptionScore | null): SkipReason | null {
  if (candidate.skippedBecause !== null || score === null || score.skipped === null) {
    return candidate.skippedBecause;
  }
  switch (score.skipped) {
    case "ALREADY_TRIED":
      return "ALREADY_TRIED";
    case "BREAKER_OPEN":
      return "MEASURED_OPEN";
    case "NO_GAIN":
    case "NOT_AVAILABLE":
      return "NO_GAIN";
  }
}

function breakerOf({ breaker }: Candidate, score: OptionScore | null): HealthState {
  const isMeasuredOpen = score !== null && score.breaker !== "CLOSED";
  return isMeasuredOpen && breaker !== "PINNED_OFF" ? "OPEN" : breaker;
}

/** The best candidates in full, the others bare. */
function wellTold(facts: readonly CandidateFacts[], chosen: number): readonly CandidateFacts[] {
  if (facts.length <= fullyTold) {
    return facts;
  }
  const rank = ({ probability, measured, skip }: CandidateFacts): number =>
    probability * 1e6 + (measured?.score ?? 0) - (skip === null ? 0 : 10);
  const best = facts
    .map((one, index) => ({ index, rank: index === chosen ? Infinity : rank(one) }))
    .toSorted((one, other) => other.rank - one.rank)
    .slice(0, fullyTold);
  const told = new Set(best.map(({ index }) => index));
  return facts.map((one, index) => (told.has(index) ? one : bareFacts(one)));
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
