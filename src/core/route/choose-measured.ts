import type { Candidate } from "./candidate.js";
import { type ChoiceReason, isOpen, type VendorChoice } from "./choose-vendor.js";
import type { MeasuredDecision } from "./decision.js";
import type {
  DecideRequest,
  HoldReason,
  OptionScore,
  RouteDecision,
  RouteOption,
} from "./measured/route-request.js";

/** A candidate that measured routing may choose. */
export interface MeasuredCandidate {
  /** Index into the candidates. */
  readonly index: number;
  readonly option: RouteOption;
}

/** What measured routing makes of candidates. */
export interface MeasuredChoice {
  /** Empty where nothing is to be sent. */
  readonly choice: VendorChoice;
  readonly measured: MeasuredDecision;
  /** Why nothing is to be sent; null = the choice's first is. */
  readonly hold: HoldReason | null;
  /** What was asked first, under the shadow price as it stood. */
  readonly asked: DecideRequest;
}

/** How much more a send is worth that has to be made, whatever it costs. */
const forcedWorth = 1e4;

/**
 * The candidates that measured routing may choose among. When the circuits of all that are fit in
 * every other way are open, those are.
 *
 * @param among   indexes of the candidates to be weighed
 * @param routeOf the route's number
 */
export function measuredCandidates(
  candidates: readonly Candidate[],
  among: readonly number[],
  routeOf: (accountId: string, candidate: Candidate) => number,
): readonly MeasuredCandidate[] {
  const isAnyFit = candidates.some(
    ({ skippedBecause }, index) => skippedBecause === null && among.includes(index),
  );
  return among.flatMap((index): MeasuredCandidate[] => {
    const candidate = candidates[index];
    if (candidate === undefined || candidate.accountId === null) {
      return [];
    }
    const isFit = isAnyFit ? candidate.skippedBecause === null : isOpen(candidate);
    return [
      {
        index,
        option: {
          route: routeOf(candidate.accountId, candidate),
          price: unitsOf(candidate.tenantPriceMicros ?? 0n),
          isBilledOnDelivery: candidate.price?.billedOn === "DELIVERED",
          isAvailable: isFit && candidate.tenantPriceMicros !== null,
        },
      },
    ];
  });
}

/** Micro-units as a number of whole units, for weighing only. */
export function unitsOf(micros: bigint): number {
  return Number(micros) / 1e6;
}

/**
 * Asks measured routing which candidate comes first, and puts the others behind it by what they
 * promise.
 *
 * @param count   of all candidates, those that are not weighed included
 * @param request without its options
 * @param isForced true = one is to be sent even where none is worth its price
 * @param decide  the planner, with what it knows
 */
export function chooseMeasured(
  count: number,
  weighed: readonly MeasuredCandidate[],
  request: Omit<DecideRequest, "options">,
  isForced: boolean,
  decide: (request: DecideRequest) => RouteDecision,
): MeasuredChoice {
  const options = weighed.map(({ option }) => option);
  const asked = { ...request, options };
  const wished = decide(asked);
  const mustForce = isForced && wished.holdReason !== null && wished.holdReason !== "PUMPED";
  const value = mustForce ? request.value * forcedWorth : request.value;
  const decision = mustForce
    ? forced(options, decide({ ...request, options, value, shadowPrice: 0, guard: "OFF" }))
    : wished;
  const scores: (OptionScore | null)[] = Array.from({ length: count }, () => null);
  const probabilities = Array.from({ length: count }, () => 0);
  weighed.forEach(({ index }, option) => {
    scores[index] = decision.scores[option] ?? null;
    probabilities[index] = decision.scores[option]?.probability ?? 0;
  });
  const { genuine } = wished;
  const { propensity, shadowPrice } = decision;
  return {
    choice: {
      ...{ propensity, probabilities },
      order: orderOf(weighed, decision),
      reason: reasonOf(decision),
    },
    measured: { scores, value, shadowPrice, genuine },
    hold: decision.chosen === null ? (decision.holdReason ?? "NO_OPTION") : null,
    asked,
  };
}

/**
 * Where even then nothing is worth sending, because what was sent before has surely arrived, the
 * likeliest to succeed of those that can be had is sent; nothing where none can.
 */
function forced(options: readonly RouteOption[], decision: RouteDecision): RouteDecision {
  if (decision.chosen !== null) {
    return decision;
  }
  let chosen: number | null = null;
  const successOf = (option: number): number => decision.scores[option]?.success ?? 0;
  options.forEach(({ isAvailable }, option) => {
    if (isAvailable && (chosen === null || successOf(option) > successOf(chosen))) {
      chosen = option;
    }
  });
  return {
    ...decision,
    chosen,
    propensity: chosen === null ? 0 : 1,
    scores: decision.scores.map((score, option) => ({
      ...score,
      probability: option === chosen ? 1 : 0,
      skipped: options[option]?.isAvailable === true ? null : score.skipped,
    })),
  };
}

function orderOf(weighed: readonly MeasuredCandidate[], decision: RouteDecision): number[] {
  const { chosen, scores } = decision;
  if (chosen === null) {
    return [];
  }
  const worthOf = (option: number): number => scores[option]?.worth ?? Number.NEGATIVE_INFINITY;
  const rest = weighed
    .map((_, option) => option)
    .filter((option) => option !== chosen && scores[option]?.skipped === null)
    .toSorted((one, other) => worthOf(other) - worthOf(one));
  return [chosen, ...rest].map((option) => weighed[option]?.index ?? 0);
}

function reasonOf(decision: RouteDecision): ChoiceReason {
  const { isLeastBad, isProbe } = decision;
  if (isLeastBad) {
    return "MEASURED_OPEN";
  }
  return isProbe ? "MEASURED_PROBE" : "MEASURED";
}
