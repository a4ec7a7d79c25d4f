import { divideHalfEven, multiply } from "../money.js";
import type { BillingTrigger, ChargeState } from "../otp/status.js";
import {
  type Charged,
  type Invoiced,
  type MoneyFacts,
  refundAllMicros,
  type SubmitOutcome,
} from "./money-facts.js";

/** What was agreed when an attempt's money was held; never changes. */
export interface AttemptTerms {
  /** In the tenant's currency. */
  readonly holdMicros: bigint;
  readonly billedOn: BillingTrigger;
  /** 1 or more. */
  readonly parts: number;
  /** Per part, in the vendor's currency. */
  readonly priceMicros: bigint;
  /** Decimal text, vendor's currency to the tenant's. */
  readonly exchangeRate: string;
}

/** What an attempt costs as far as is known. `vendorMicros` is 0 unless CHARGED or MAYBE. */
export interface AttemptCost {
  readonly charge: ChargeState;
  readonly vendorMicros: bigint;
}

/**
 * The Settling table: what an attempt costs, from the facts alone. What the vendor said beats the
 * table: its answer's `charged` (but for "maybe", and for "no" where delivery is billed, which say
 * nothing new of a message it accepted), then the prices in its receipts, then its refunds; its
 * invoice beats them all.
 *
 * @param isHoldGone true when the hold's time is over or it was settled before: nothing is held
 * twice
 */
export function attemptCost(
  terms: AttemptTerms,
  facts: MoneyFacts,
  isHoldGone: boolean,
): AttemptCost {
  if (facts.invoice !== null) {
    return invoicedCost(terms, facts, facts.invoice);
  }
  const outcome = provenOutcome(facts);
  const charge = chargeOf(terms, facts, outcome, isHoldGone);
  const isSettled = charge === "CHARGED" || charge === "RELEASED";
  const isNamed = facts.prices.size > 0 || facts.refunds.size > 0;
  if (!isSettled && !(charge === "MAYBE" && isNamed)) {
    return { charge, vendorMicros: charge === "MAYBE" ? fullPrice(terms, facts) : 0n };
  }
  const parts = charge === "RELEASED" ? 0 : partsBilled(terms, facts, outcome);
  const listed = divideHalfEven(fullPrice(terms, facts) * BigInt(parts), BigInt(terms.parts));
  const gross = reportedTotal(terms, facts, parts) ?? listed;
  const vendorMicros = gross - refunded(terms, facts, gross);
  const isFree = charge === "CHARGED" && terms.priceMicros === 0n;
  return { charge: vendorMicros > 0n || isFree ? "CHARGED" : "RELEASED", vendorMicros };
}

/** What the invoice bills, less what was taken back since. */
function invoicedCost(terms: AttemptTerms, facts: MoneyFacts, invoice: Invoiced): AttemptCost {
  const since = [...facts.refunds].filter(([, refund]) => refund.atMs > invoice.untilMs);
  const later = { ...facts, prices: new Map(), refunds: new Map(since) };
  const vendorMicros = invoice.micros - refunded(terms, later, invoice.micros);
  return { charge: vendorMicros > 0n ? "CHARGED" : "RELEASED", vendorMicros };
}

/** What became of the submission, as its receipts prove it whatever the answer was. */
function provenOutcome(facts: MoneyFacts): SubmitOutcome {
  const isProven = facts.outcome === "REJECTED" ? facts.partsDelivered > 0 : facts.partsKnown > 0;
  return isProven ? "ACCEPTED" : facts.outcome;
}

function chargeOf(
  terms: AttemptTerms,
  facts: MoneyFacts,
  outcome: SubmitOutcome,
  isHoldGone: boolean,
): ChargeState {
  switch (outcome) {
    case "PENDING":
      return isHoldGone ? "MAYBE" : "HELD";
    case "CANCELED":
      return "RELEASED";
    case "UNKNOWN":
    case "REJECTED":
      return chargeWithoutDelivery(facts.charged ?? "maybe", isHoldGone);
    case "ACCEPTED":
      return chargeOfAccepted(terms, facts, isHoldGone);
  }
}

function chargeWithoutDelivery(charged: Charged, isHoldGone: boolean): ChargeState {
  switch (charged) {
    case "no":
      return "RELEASED";
    case "yes":
      return "CHARGED";
    case "maybe":
      return isHoldGone ? "MAYBE" : "HELD";
  }
}

function chargeOfAccepted(
  terms: AttemptTerms,
  facts: MoneyFacts,
  isHoldGone: boolean,
): ChargeState {
  if (facts.charged === "yes") {
    return "CHARGED";
  }
  if (terms.billedOn === "SUBMITTED") {
    return facts.outcome === "ACCEPTED" && facts.charged === "no" ? "RELEASED" : "CHARGED";
  }
  if (facts.partsKnown < terms.parts && !isHoldGone) {
    return "HELD";
  }
  return facts.partsDelivered > 0 ? "CHARGED" : "RELEASED";
}

/** How many parts a charged attempt is billed for. */
function partsBilled(terms: AttemptTerms, facts: MoneyFacts, outcome: SubmitOutcome): number {
  const isByDelivery =
    outcome === "ACCEPTED" && terms.billedOn === "DELIVERED" && facts.charged !== "yes";
  return isByDelivery ? Math.min(facts.partsDelivered, terms.parts) : terms.parts;
}

function fullPrice(terms: AttemptTerms, facts: MoneyFacts): bigint {
  return facts.quote?.micros ?? multiply(terms.priceMicros, terms.parts);
}

/**
 * What receipts say that the attempt costs; null when they say nothing. The whole message's price
 * holds unless a part's price came later; billed parts that no receipt prices cost what the list
 * says.
 */
function reportedTotal(terms: AttemptTerms, facts: MoneyFacts, billed: number): bigint | null {
  const whole = facts.prices.get(0);
  const parts = [...facts.prices].filter(([part]) => part > 0).map(([, price]) => price);
  if (whole !== undefined && parts.every((part) => part.atMs <= whole.atMs)) {
    return whole.micros;
  }
  if (parts.length === 0) {
    return null;
  }
  // Where only some parts are billed, a part priced at 0 is one of those that are not.
  const priced = billed === terms.parts ? parts : parts.filter((part) => part.micros > 0n);
  const unpriced = Math.max(0, billed - priced.length);
  return parts.reduce((sum, part) => sum + part.micros, multiply(terms.priceMicros, unpriced));
}

/**
 * What was taken back of `gross`, never more than that; a refund without an amount is all that its
 * part cost.
 */
function refunded(terms: AttemptTerms, facts: MoneyFacts, gross: bigint): bigint {
  let total = 0n;
  for (const [part, refund] of facts.refunds) {
    const isWhole = part === 0 || terms.parts === 1;
    const partCost = isWhole
      ? gross
      : (facts.prices.get(part)?.micros ?? divideHalfEven(gross, BigInt(terms.parts)));
    total += refund.micros >= refundAllMicros ? partCost : refund.micros;
  }
  return total < gross ? total : gross;
}
