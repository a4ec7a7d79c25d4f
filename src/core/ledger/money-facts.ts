import { compareMicros } from "../money.js";

/** Whether the vendor bills for a message, as far as its answer tells. */
export type Charged = "no" | "maybe" | "yes";

/** How far an attempt got at the vendor. Higher words replace lower ones, in this order. */
export const submitOutcomes = ["PENDING", "CANCELED", "UNKNOWN", "ACCEPTED", "REJECTED"] as const;
/** One word of `submitOutcomes`. */
export type SubmitOutcome = (typeof submitOutcomes)[number];

/**
 * An amount that the vendor named, in micro-units of its currency, and when it said so (ms since
 * 1970).
 */
export interface Named {
  readonly micros: bigint;
  readonly atMs: number;
}

/**
 * What the vendor's invoice bills for all of the message in all, as of `atMs`, when it was held
 * against our books; what happened after `untilMs`, the end of what it covers, is not in it.
 */
export interface Invoiced extends Named {
  readonly untilMs: number;
}

/**
 * Everything known that decides what an attempt costs. Facts only grow, and growing is commutative,
 * associative and idempotent: receipts in any order, any number of times, end in the same facts.
 */
export interface MoneyFacts {
  readonly outcome: SubmitOutcome;
  /** What was said of billing together with `outcome`; the strongest of repeats. */
  readonly charged: Charged | null;
  /** Parts that were delivered, and parts whose fate is known; 0..parts. */
  readonly partsDelivered: number;
  readonly partsKnown: number;
  /** True once `holdUntil` has passed. */
  readonly isHoldOver: boolean;
  /** Price of all parts, named by the vendor's answer. */
  readonly quote: Named | null;
  /** Prices named by receipts, by part; part 0 = the whole message. */
  readonly prices: ReadonlyMap<number, Named>;
  /** Amounts taken back, by part; part 0 = the whole message. */
  readonly refunds: ReadonlyMap<number, Named>;
  /** The latest invoice's word; null = none has come. */
  readonly invoice: Invoiced | null;
}

/**
 * What happened to an attempt's money. Amounts in the vendor's currency; other currencies are not
 * handed in.
 */
export type Occurrence =
  | { readonly kind: "accepted"; readonly charged: Charged; readonly quote: Named | null }
  | { readonly kind: "rejected"; readonly charged: Charged }
  | { readonly kind: "unknown"; readonly charged: Charged }
  /** A receipt shows that the vendor took it; says nothing of billing. */
  | { readonly kind: "taken" }
  /** Never handed to the vendor. */
  | { readonly kind: "canceled" }
  /** Counts over all parts so far, as `projectParts` gives them. */
  | { readonly kind: "parts"; readonly partsDelivered: number; readonly partsKnown: number }
  /** A receipt's price; part null = the whole message. */
  | { readonly kind: "priced"; readonly part: number | null; readonly price: Named }
  /**
   * A charge taken back; part null = the whole message. `refundAll` stands for an amount that was
   * not named.
   */
  | { readonly kind: "refunded"; readonly part: number | null; readonly amount: Named }
  /** An invoice was held against our books; 0 = it does not bill the message. */
  | { readonly kind: "invoiced"; readonly amount: Invoiced }
  | { readonly kind: "hold_over" };

/** Facts of an attempt that was just held for. */
export const noFacts: MoneyFacts = {
  outcome: "PENDING",
  charged: null,
  partsDelivered: 0,
  partsKnown: 0,
  isHoldOver: false,
  quote: null,
  prices: new Map(),
  refunds: new Map(),
  invoice: null,
};

/** A refund of everything charged for the part, when the vendor names no amount. */
export const refundAllMicros = 1_000_000_000_000_000_000n;

/** The facts after one more occurrence; the same object when it says nothing new. */
export function learn(facts: MoneyFacts, occurrence: Occurrence): MoneyFacts {
  switch (occurrence.kind) {
    case "accepted":
      return answered(facts, "ACCEPTED", occurrence.charged, occurrence.quote);
    case "rejected":
      return answered(facts, "REJECTED", occurrence.charged, null);
    case "unknown":
      return answered(facts, "UNKNOWN", occurrence.charged, null);
    case "taken":
      return answered(facts, "ACCEPTED", null, null);
    case "canceled":
      return answered(facts, "CANCELED", null, null);
    case "parts": {
      const partsDelivered = Math.max(facts.partsDelivered, occurrence.partsDelivered);
      const partsKnown = Math.max(facts.partsKnown, occurrence.partsKnown);
      const isNews = partsDelivered !== facts.partsDelivered || partsKnown !== facts.partsKnown;
      return isNews ? { ...facts, partsDelivered, partsKnown } : facts;
    }
    case "priced": {
      const prices = named(facts.prices, occurrence.part, occurrence.price);
      return prices === facts.prices ? facts : { ...facts, prices };
    }
    case "refunded": {
      const refunds = named(facts.refunds, occurrence.part, occurrence.amount);
      return refunds === facts.refunds ? facts : { ...facts, refunds };
    }
    case "invoiced": {
      const invoice = laterInvoice(facts.invoice, occurrence.amount);
      return invoice === facts.invoice ? facts : { ...facts, invoice };
    }
    case "hold_over":
      return facts.isHoldOver ? facts : { ...facts, isHoldOver: true };
  }
}

const chargedWords: readonly (Charged | null)[] = [null, "no", "maybe", "yes"];

function answered(
  facts: MoneyFacts,
  outcome: SubmitOutcome,
  charged: Charged | null,
  quote: Named | null,
): MoneyFacts {
  const rise =
    submitOutcomes.indexOf(outcome) - submitOutcomes.indexOf(facts.outcome) ||
    chargedWords.indexOf(charged) - chargedWords.indexOf(facts.charged);
  const later = laterOf(facts.quote, quote);
  if (rise > 0) {
    return { ...facts, outcome, charged, quote: later };
  }
  return later === facts.quote ? facts : { ...facts, quote: later };
}

function named(
  amounts: ReadonlyMap<number, Named>,
  part: number | null,
  amount: Named,
): ReadonlyMap<number, Named> {
  const key = part ?? 0;
  const known = amounts.get(key) ?? null;
  const later = laterOf(known, amount);
  return later === known || later === null ? amounts : new Map(amounts).set(key, later);
}

/**
 * The later word counts; of two at the same moment the larger, so that the order of arrival does
 * not matter.
 */
function laterOf(left: Named | null, right: Named | null): Named | null {
  if (left === null || right === null) {
    return left ?? right;
  }
  const isLater =
    right.atMs > left.atMs || (right.atMs === left.atMs && right.micros > left.micros);
  return isLater ? right : left;
}

function laterInvoice(known: Invoiced | null, one: Invoiced): Invoiced {
  if (known === null) {
    return one;
  }
  const rise =
    one.atMs - known.atMs || compareMicros(one.micros, known.micros) || one.untilMs - known.untilMs;
  return rise > 0 ? one : known;
}
