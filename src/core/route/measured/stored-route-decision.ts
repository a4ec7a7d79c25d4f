import type { HoldReason, OptionScore, OptionSkip, RouteDecision } from "./route-request.js";
import type { RouteBreaker } from "./estimate-view.js";

/** Words of the stored form are indexes into these lists, append only. */
const breakers: readonly RouteBreaker[] = ["CLOSED", "OPEN", "PROBE"];
const skips: readonly (OptionSkip | null)[] = [
  null,
  "NOT_AVAILABLE",
  "BREAKER_OPEN",
  "ALREADY_TRIED",
  "NO_GAIN",
];
const holds: readonly (HoldReason | null)[] = [
  null,
  "PUMPED",
  "NO_VALUE",
  "NO_OPTION",
  "EXHAUSTED",
  "PROBABLY_ARRIVED",
];

/** Options that are told in full; behind them only which they are and why they were left out. */
export const fullyTold = 12;
const radix = 36;

/**
 * A measured decision as JSON, about 350 bytes with 12 options. `k` has one text per option, best
 * first: place, then in base 36 probability (1/100,000), success, trust (1/1,000), worth (1/1,000
 * of
 * V, a minus where it is below 0), evidence, breaker and skip; zeros at the end are left out.
 */
export interface StoredRouteDecision {
  /** Place of the chosen option; null = nothing was sent. */
  readonly x: number | null;
  /** Why nothing was sent, as an index. */
  readonly h?: number;
  /** Propensity. */
  readonly p: number;
  /** Wait in seconds; absent = no timer. */
  readonly w?: number;
  /** Place of the option that would follow. */
  readonly n?: number;
  /** Genuine share of the prefix; absent = 1. */
  readonly g?: number;
  /** Shadow price; absent = 0. */
  readonly m?: number;
  readonly k: string;
}

/** One option as it is read back. */
export type ReadScore = OptionScore & { readonly option: number };

/** What is read back of a stored decision; rates are rounded as they were stored. */
export interface ReadRouteDecision {
  readonly chosen: number | null;
  readonly holdReason: HoldReason | null;
  readonly propensity: number;
  readonly waitSec: number | null;
  readonly next: number | null;
  readonly genuine: number;
  readonly shadowPrice: number;
  /** Best first; of options beyond the first twelve only place and reason were kept. */
  readonly scores: readonly ReadScore[];
}

/**
 * The form in which a measured decision is kept for good.
 *
 * @param value V, which worths are told in parts of
 */
export function storeRouteDecision(decision: RouteDecision, value: number): StoredRouteDecision {
  const ranked = decision.scores
    .map((score, option) => ({ score, option }))
    .toSorted((one, other) => rankOf(other.score) - rankOf(one.score));
  const texts = ranked.map(({ score, option }, rank) =>
    rank < fullyTold || option === decision.chosen
      ? storeScore(score, option, value)
      : [option, 0, 0, 0, 0, 0, 0, skips.indexOf(score.skipped)].map(toText).join(" "),
  );
  const { chosen, holdReason, propensity, waitSec, next, genuine, shadowPrice } = decision;
  return {
    x: chosen,
    ...(holdReason === null ? {} : { h: holds.indexOf(holdReason) }),
    p: rounded(propensity, 1e6),
    ...(waitSec === null ? {} : { w: rounded(waitSec, 10) }),
    ...(next === null ? {} : { n: next }),
    ...(genuine === 1 ? {} : { g: rounded(genuine, 1000) }),
    ...(shadowPrice === 0 ? {} : { m: rounded(shadowPrice, 1000) }),
    k: texts.map((text) => text.replace(/( 0)+$/, "")).join(","),
  };
}

/** Reads a stored decision back. @param value V as it was when it was stored */
export function readRouteDecision(stored: StoredRouteDecision, value: number): ReadRouteDecision {
  return {
    chosen: stored.x,
    holdReason: holds[stored.h ?? 0] ?? null,
    propensity: stored.p,
    waitSec: stored.w ?? null,
    next: stored.n ?? null,
    genuine: stored.g ?? 1,
    shadowPrice: stored.m ?? 0,
    scores: stored.k === "" ? [] : stored.k.split(",").map((text) => readScore(text, value)),
  };
}

function rankOf({ worth, probability }: OptionScore): number {
  return probability * 1e6 + (worth ?? -1e3);
}

function storeScore(score: OptionScore, option: number, value: number): string {
  const { probability, success, trust, worth, evidence, breaker, skipped } = score;
  return [
    option,
    Math.round(probability * 1e5),
    Math.round(success * 1000),
    Math.round(trust * 1000),
    worth === null ? 0 : Math.round((worth / value) * 1000),
    Math.round(evidence),
    breakers.indexOf(breaker),
    skips.indexOf(skipped),
  ]
    .map(toText)
    .join(" ");
}

function readScore(text: string, value: number): ReadScore {
  const [
    option = 0,
    chance = 0,
    success = 0,
    trust = 0,
    worth = 0,
    evidence = 0,
    breaker = 0,
    skip,
  ] = text.split(" ").map((part) => Number.parseInt(part, radix));
  const skipped = skips[skip ?? 0] ?? null;
  return {
    option,
    probability: chance / 1e5,
    success: success / 1000,
    trust: trust / 1000,
    worth: skipped === null ? (worth / 1000) * value : null,
    evidence,
    breaker: breakers[breaker] ?? "CLOSED",
    skipped,
  };
}

function toText(value: number): string {
  return (value === 0 ? 0 : value).toString(radix);
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
