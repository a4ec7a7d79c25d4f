import {
  choiceWords,
  type ReasonLocale,
  vendorSkipWords,
  waitWords,
} from "../messages/reason-words.js";
import type { Money } from "../money.js";
import { type BillingTrigger, billingTriggers, type Channel } from "../otp/status.js";
import { type PlanStep, type StrategyName, strategies } from "../plan/plan.js";
import { type Candidate, type HealthState, healthStates, skipReasons } from "./candidate.js";
import { choiceReasons, type VendorChoice } from "./choose-vendor.js";
import { type Wait, waitReasons } from "./wait.js";

/** Why this vendor: what is kept with an attempt for good. */
export interface Decision {
  readonly strategy: StrategyName;
  readonly choice: VendorChoice;
  /** Every vendor of the step, in plan order. */
  readonly candidates: readonly Candidate[];
  /** Index of the candidate that was taken; another than the choice's first when money decided. */
  readonly chosen: number;
  readonly wait: Wait;
}

/**
 * A candidate as [price micros, currency, skip reason + 1, breaker, billed on, chance in
 * millionths, probe, evidence, low end of its delivery rate in millionths, latency in ms]; zeros at
 * the end are left out, and the price is null when nothing is offered.
 */
type StoredCandidate = readonly (number | string | null)[];

/**
 * A decision as JSON, about 300 bytes for 12 candidates: words are indexes into their closed lists,
 * and vendors are told by their place in the step of the plan revision.
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
  /** Index of the chosen vendor in the step. */
  readonly x: number;
  /** 1 when the budget had no room for the strategy's first choice. */
  readonly b?: 1;
  /** Currencies that prices refer to. */
  readonly u: readonly string[];
  readonly k: readonly StoredCandidate[];
}

const million = 1_000_000;

/** The form in which a decision is stored. */
export function storeDecision(decision: Decision): StoredDecision {
  const { strategy, choice, candidates, chosen, wait } = decision;
  const currencies = [...new Set(candidates.flatMap(({ price }) => price?.currency ?? []))];
  const isBySecondBest = choice.order[0] !== chosen;
  return {
    s: strategies.indexOf(strategy),
    o: choiceReasons.indexOf(choice.reason),
    p: rounded(choice.propensity),
    w: wait.waitMs,
    y: waitReasons.indexOf(wait.reason),
    x: chosen,
    ...(isBySecondBest ? { b: 1 as const } : {}),
    u: currencies,
    k: candidates.map((candidate, index) =>
      storeCandidate(candidate, choice.probabilities[index] ?? 0, currencies),
    ),
  };
}

/** A candidate as people read it. */
export interface DecisionCandidate {
  readonly vendorIndex: number;
  readonly vendorSlug: string;
  /** As the plan names it: null = the marketplace's account. */
  readonly accountId: string | null;
  readonly channel: Channel;
  /** Per part, in the vendor's currency. */
  readonly price: Money | null;
  readonly billedOn: BillingTrigger | null;
  /** Chance of being chosen first, 0..1. */
  readonly probability: number;
  /** Attempts whose end was known when it was weighed; null = too few, or nobody asked. */
  readonly evidenceCount: number | null;
  readonly breaker: HealthState;
  readonly chosen: boolean;
  /** In words; null when it could be used. */
  readonly skippedBecause: string | null;
}

/** A decision as people read it. */
export interface ReadableDecision {
  readonly strategy: StrategyName;
  readonly reason: string;
  readonly propensity: number;
  readonly waitMs: number;
  readonly waitReason: string;
  readonly candidates: readonly DecisionCandidate[];
}

/**
 * Spells out a stored decision.
 *
 * @param step    the step of the plan revision that the attempt was made for
 * @param country of the recipient; null when only an e-mail address is known
 * @param locale  of the reader
 */
export function readDecision(
  stored: StoredDecision,
  step: PlanStep,
  country: string | null,
  locale: ReasonLocale,
): ReadableDecision {
  const candidates = stored.k.map((candidate, index) => {
    const read = readCandidate(stored, candidate, index, step);
    const skip = Number(candidate[2] ?? 0);
    const place = { channel: step.channel, country };
    return skip === 0
      ? read
      : {
          ...read,
          skippedBecause: vendorSkipWords(reasonAt(skipReasons, skip - 1), place, locale),
        };
  });
  const chosen = candidates[stored.x];
  const [, , , , , , probe, count = 0, low = 0, latencyMs = 0] = stored.k[stored.x] ?? [];
  return {
    strategy: word<StrategyName>(strategies, stored.s),
    reason: choiceWords(
      reasonAt(choiceReasons, stored.o),
      {
        usable: candidates.filter((candidate) => candidate.skippedBecause === null).length,
        propensity: stored.p,
        vendorSlug: chosen?.vendorSlug ?? "",
        isProbe: probe === 1,
        evidence: {
          count: Number(count),
          low: Number(low) / million,
          latencyMs: Number(latencyMs),
        },
        isSecondBest: stored.b === 1,
      },
      locale,
    ),
    propensity: stored.p,
    waitMs: stored.w,
    waitReason: waitWords(reasonAt(waitReasons, stored.y), locale),
    candidates,
  };
}

function storeCandidate(
  candidate: Candidate,
  probability: number,
  currencies: readonly string[],
): StoredCandidate {
  const { price, skippedBecause } = candidate;
  const fields: (number | string | null)[] = [
    price === null ? null : storeMicros(price.micros),
    price === null ? 0 : currencies.indexOf(price.currency),
    skippedBecause === null ? 0 : skipReasons.indexOf(skippedBecause) + 1,
    healthStates.indexOf(candidate.breaker),
    price === null ? 0 : billingTriggers.indexOf(price.billedOn),
    Math.round(probability * million),
    candidate.isProbe ? 1 : 0,
    candidate.evidence?.count ?? 0,
    Math.round((candidate.evidence?.deliveryLow ?? 0) * million),
    candidate.evidence?.latencyMsP95 ?? 0,
  ];
  return fields.slice(0, fields.findLastIndex((field) => field !== 0) + 1);
}

function readCandidate(
  stored: StoredDecision,
  fields: StoredCandidate,
  index: number,
  step: PlanStep,
): DecisionCandidate {
  const [micros = 0, currency = 0, , breaker = 0, billedOn = 0, chance = 0, , evidence = 0] =
    fields;
  const vendor = step.vendors[index];
  const isOffered = micros !== null;
  return {
    vendorIndex: index,
    vendorSlug: vendor?.vendor ?? "",
    accountId: vendor?.accountId ?? null,
    channel: step.channel,
    price: isOffered
      ? { micros: BigInt(micros), currency: word(stored.u, Number(currency)) }
      : null,
    billedOn: isOffered ? word<BillingTrigger>(billingTriggers, Number(billedOn)) : null,
    probability: Number(chance) / million,
    evidenceCount: evidence === 0 ? null : Number(evidence),
    breaker: word<HealthState>(healthStates, Number(breaker)),
    chosen: index === stored.x,
    skippedBecause: null,
  };
}

/** A number while that is exact, else text. */
function storeMicros(micros: bigint): number | string {
  return micros <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(micros) : String(micros);
}

function rounded(chance: number): number {
  return Math.round(chance * million) / million;
}

/** A reason that this version does not know is told by its number. */
function reasonAt(list: readonly string[], index: number): string {
  return list[index] ?? `#${index}`;
}

function word<T extends string>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) {
    throw new Error(`a stored decision names word ${index} of a list of ${list.length}`);
  }
  return found;
}
