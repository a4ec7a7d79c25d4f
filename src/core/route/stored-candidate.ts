import type { BillingTrigger } from "../otp/status.js";
import { billingTriggers } from "../otp/status.js";
import { type HealthState, healthStates } from "./candidate.js";

/** What measured routing thought of a candidate. */
export interface CandidateScore {
  /** P(the code of this attempt is typed in), 0..1. */
  readonly success: number;
  /** Receipt trust, 0..1.5. */
  readonly trust: number;
  /** Expected value of trying it first, as a share of a verified user's; null = not weighed. */
  readonly score: number | null;
}

/** What is kept of one candidate. */
export interface CandidateFacts {
  /** Per part; `currency` is an index into the decision's currencies. Null = nothing offered. */
  readonly price: {
    readonly micros: bigint;
    readonly currency: number;
    readonly billedOn: BillingTrigger;
  } | null;
  /** Index of the skip reason; null = it could be used. */
  readonly skip: number | null;
  readonly breaker: HealthState;
  readonly isProbe: boolean;
  /** Chance of being first, 0..1. */
  readonly probability: number;
  /** Attempts behind what was measured; 0 = none. */
  readonly evidence: number;
  /** What a strategy of figures looked at: low end of the delivery rate, and latency; 0 = none. */
  readonly deliveryLow: number;
  readonly latencyMs: number;
  /** Null unless measured routing decided. */
  readonly measured: CandidateScore | null;
}

const radix = 36;
const million = 1_000_000;
/** A score from −1 up is told in thousandths; 0 = not weighed. */
const scoreOffset = 1001;

/**
 * A candidate as text: numbers in base 36 with a space between, zeros at the end left out. Marks
 * (probe, measured, billed on, breaker, skip reason + 1, currency), price in micro-units + 1,
 * chance in millionths, evidence, then of measured routing success in thousandths, trust in
 * hundredths and score, else low end of the delivery rate in millionths and latency in ms.
 */
export function storeCandidate(facts: CandidateFacts): string {
  const { price, skip, breaker, isProbe, probability, evidence, measured } = facts;
  const marks =
    (isProbe ? 1 : 0) +
    (measured === null ? 0 : 2) +
    4 * (price === null ? 0 : billingTriggers.indexOf(price.billedOn)) +
    8 * healthStates.indexOf(breaker) +
    32 * (skip === null ? 0 : skip + 1) +
    1024 * (price?.currency ?? 0);
  const numbers = [marks, 0, Math.round(probability * million), Math.round(evidence)];
  if (measured === null) {
    numbers.push(Math.round(facts.deliveryLow * million), facts.latencyMs);
  } else {
    const { success, trust, score } = measured;
    const told = score === null ? 0 : scoreOffset + Math.round(Math.max(-1, score) * 1000);
    numbers.push(Math.round(success * 1000), Math.round(trust * 100), told);
  }
  const priceText = price === null ? "0" : priceToText(price.micros);
  const last = numbers.findLastIndex((number) => number !== 0);
  const end = price === null ? last : Math.max(1, last);
  let text = marks.toString(radix);
  for (let index = 1; index <= end; index += 1) {
    text += ` ${index === 1 ? priceText : (numbers[index] ?? 0).toString(radix)}`;
  }
  return text;
}

/** A number while that is exact: it is told quicker. */
function priceToText(micros: bigint): string {
  return micros < BigInt(Number.MAX_SAFE_INTEGER)
    ? (Number(micros) + 1).toString(radix)
    : (micros + 1n).toString(radix);
}

/** Reads a candidate back; a breaker or trigger that this version does not know throws. */
export function readCandidate(text: string): CandidateFacts {
  const parts = text.split(" ");
  const at = (index: number): number => Number.parseInt(parts[index] ?? "0", radix);
  const marks = at(0);
  const price = bigOf(parts[1] ?? "0");
  const skip = Math.floor(marks / 32) % 32;
  const isMeasured = (marks & 2) > 0;
  const score = at(6);
  return {
    price:
      price === 0n
        ? null
        : {
            micros: price - 1n,
            currency: Math.floor(marks / 1024),
            billedOn: wordAt(billingTriggers, (marks >> 2) & 1),
          },
    skip: skip === 0 ? null : skip - 1,
    breaker: wordAt(healthStates, (marks >> 3) & 3),
    isProbe: (marks & 1) > 0,
    probability: at(2) / million,
    evidence: at(3),
    deliveryLow: isMeasured ? 0 : at(4) / million,
    latencyMs: isMeasured ? 0 : at(5),
    measured: isMeasured
      ? {
          success: at(4) / 1000,
          trust: at(5) / 100,
          score: score === 0 ? null : (score - scoreOffset) / 1000,
        }
      : null,
  };
}

/** Of candidates that are not told in full only why they were left out. */
export function bareFacts({ skip, breaker }: CandidateFacts): CandidateFacts {
  return {
    ...{ skip, breaker },
    price: null,
    isProbe: false,
    probability: 0,
    evidence: 0,
    deliveryLow: 0,
    latencyMs: 0,
    measured: null,
  };
}

function bigOf(text: string): bigint {
  let value = 0n;
  for (const digit of text) {
    value = value * BigInt(radix) + BigInt(Number.parseInt(digit, radix));
  }
  return value;
}

function wordAt<T extends string>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) {
    throw new Error(`a stored decision names word ${index} of a list of ${list.length}`);
  }
  return found;
}
