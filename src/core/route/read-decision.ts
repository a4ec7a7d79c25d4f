import { measuredChoiceWords, type MeasuredVendor } from "../messages/measured-words.js";
import {
  choiceWords,
  type ReasonLocale,
  vendorSkipWords,
  waitWords,
} from "../messages/reason-words.js";
import type { Money } from "../money.js";
import type { BillingTrigger, Channel } from "../otp/status.js";
import { type PlanStep, type StrategyName, strategies } from "../plan/plan.js";
import { type HealthState, skipReasons } from "./candidate.js";
import { choiceReasons } from "./choose-vendor.js";
import type { StoredDecision } from "./decision.js";
import { type CandidateFacts, readCandidate } from "./stored-candidate.js";
import { type VendorPlace, type WaitReason, waitReasons } from "./wait.js";

/** A candidate as people read it. */
export interface DecisionCandidate {
  /** 1-based, and the index into the step's vendors. */
  readonly step: number;
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
  /** Attempts that it was weighed by; null = too few, or nobody asked. */
  readonly evidenceCount: number | null;
  /** What measured routing expected, as a share of a verified user's worth; null = nobody asked. */
  readonly score: number | null;
  /** P(its code is typed in), 0..1; null = nobody asked. */
  readonly expectedVerifyRate: number | null;
  /** How far its receipts are borne out, 0..1; null = nobody asked. */
  readonly trust: number | null;
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
  /** μ of the budgets and g of the number's prefix; null = nobody asked. */
  readonly shadowPrice: number | null;
  readonly genuine: number | null;
  readonly candidates: readonly DecisionCandidate[];
}

/** What an attempt's decision was about. */
export interface DecisionPlace {
  /** Of the plan revision. */
  readonly steps: readonly PlanStep[];
  /** The attempt's own step, 1-based. */
  readonly step: number;
  /** Of the recipient; null when only an e-mail address is known. */
  readonly country: string | null;
  /** Name of the recipient's network; null = not known. */
  readonly network: string | null;
  /** True = the reader may not know prices: they are null, and no sentence tells them. */
  readonly hidesPrices?: boolean;
}

/**
 * Spells out a stored decision.
 *
 * @param locale of the reader
 */
export function readDecision(
  stored: StoredDecision,
  place: DecisionPlace,
  locale: ReasonLocale,
): ReadableDecision {
  const facts = stored.k === "" ? [] : stored.k.split(",").map(readCandidate);
  const places = placesOf(place.steps, stored.t ?? [place.step]);
  const candidates = facts.map((one, index) =>
    candidateOf(stored, one, index, places[index], place, locale),
  );
  return {
    strategy: wordAt<StrategyName>(strategies, stored.s),
    reason: reasonOf(stored, facts, candidates, place, locale),
    propensity: stored.p,
    waitMs: stored.w,
    waitReason: waitWords(reasonAt(waitReasons, stored.y), waitFacts(stored), locale),
    shadowPrice: stored.m ?? null,
    genuine: stored.g ?? null,
    candidates,
  };
}

function waitFacts({ w, f }: StoredDecision): { seconds: number; percent: number } {
  return { seconds: Math.round(w / 1000), percent: f ?? 0 };
}

function placesOf(steps: readonly PlanStep[], positions: readonly number[]): VendorPlace[] {
  return positions.flatMap((step) =>
    (steps[step - 1]?.vendors ?? []).map((_, vendorIndex) => ({ step, vendorIndex })),
  );
}

function candidateOf(
  stored: StoredDecision,
  facts: CandidateFacts,
  index: number,
  place: VendorPlace | undefined,
  { steps, country, hidesPrices = false }: DecisionPlace,
  locale: ReasonLocale,
): DecisionCandidate {
  const { price, skip, evidence, measured } = facts;
  const step = place === undefined ? undefined : steps[place.step - 1];
  const vendor = place === undefined ? undefined : step?.vendors[place.vendorIndex];
  const channel = step?.channel ?? "SMS";
  return {
    step: place?.step ?? 0,
    vendorIndex: place?.vendorIndex ?? 0,
    vendorSlug: vendor?.vendor ?? "",
    accountId: vendor?.accountId ?? null,
    channel,
    price:
      price === null || hidesPrices
        ? null
        : { micros: price.micros, currency: wordAt(stored.u, price.currency) },
    billedOn: price?.billedOn ?? null,
    probability: facts.probability,
    evidenceCount: evidence === 0 && measured === null ? null : evidence,
    score: measured?.score ?? null,
    expectedVerifyRate: measured?.success ?? null,
    trust: measured === null ? null : Math.min(1, measured.trust),
    breaker: facts.breaker,
    chosen: index === stored.x,
    skippedBecause:
      skip === null
        ? null
        : vendorSkipWords(reasonAt(skipReasons, skip), { channel, country }, locale),
  };
}

function reasonOf(
  stored: StoredDecision,
  facts: readonly CandidateFacts[],
  candidates: readonly DecisionCandidate[],
  place: DecisionPlace,
  locale: ReasonLocale,
): string {
  const chosen = candidates[stored.x];
  const weighed = facts[stored.x];
  const usable = candidates.filter(({ skippedBecause }) => skippedBecause === null);
  const choice = choiceWords(
    reasonAt(choiceReasons, stored.o),
    {
      usable: usable.length,
      propensity: stored.p,
      vendorSlug: chosen?.vendorSlug ?? "",
      channel: chosen?.channel ?? "",
      place: placeWords(place),
      isProbe: weighed?.isProbe === true,
      evidence: {
        count: weighed?.evidence ?? 0,
        low: weighed?.deliveryLow ?? 0,
        latencyMs: weighed?.latencyMs ?? 0,
      },
      isSecondBest: stored.b === 1,
    },
    locale,
  );
  if (chosen === undefined || weighed?.measured === null) {
    return choice;
  }
  const { steps } = place;
  const next = stored.n === undefined ? undefined : steps[stored.n[0] - 1];
  return measuredChoiceWords(
    choice,
    {
      chosen: vendorOf(chosen),
      others: usable.filter((one) => one !== chosen).map(vendorOf),
      follower: next?.vendors[stored.n?.[1] ?? 0]?.vendor ?? null,
      waitSec: hasTimer(reasonAt(waitReasons, stored.y)) ? Math.round(stored.w / 1000) : null,
      shadowPrice: stored.m ?? 0,
    },
    locale,
  );
}

function hasTimer(reason: string): boolean {
  const without: readonly WaitReason[] = ["NOTHING_NEXT", "DUPLICATE_CAP"];
  return !without.some((one) => one === reason);
}

function vendorOf(candidate: DecisionCandidate): MeasuredVendor {
  const { vendorSlug, price, evidenceCount, expectedVerifyRate, trust, score } = candidate;
  return {
    slug: vendorSlug,
    price,
    count: evidenceCount ?? 0,
    success: expectedVerifyRate ?? 0,
    trust: trust ?? 0,
    score,
  };
}

function placeWords({ country, network }: DecisionPlace): string {
  return country === null ? "—" : network === null ? country : `${country}/${network}`;
}

/** A reason that this version does not know is told by its number. */
function reasonAt(list: readonly string[], index: number): string {
  return list[index] ?? `#${index}`;
}

function wordAt<T extends string>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) {
    throw new Error(`a stored decision names word ${index} of a list of ${list.length}`);
  }
  return found;
}
