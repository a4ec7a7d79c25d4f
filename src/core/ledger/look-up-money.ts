import type { NumberCheckResult } from "../checks/number-facts.js";
import type { AttemptTerms } from "./attempt-cost.js";
import { noFacts, type Occurrence } from "./money-facts.js";
import { type AttemptBook, settle, type Settlement } from "./settle.js";

/** The money of one look-up, as it is stored. */
export interface LookUpBook extends AttemptBook {
  /** What it was reckoned to cost, in the vendor's currency. */
  readonly priceMicros: bigint;
  readonly priceCurrency: string;
  /** Decimal text, vendor's currency to the tenant's. */
  readonly exchangeRate: string;
  /** The same in the tenant's currency. */
  readonly holdMicros: bigint;
}

/** What came of a look-up; null = nothing was heard in the time that it had. */
export type LookUpEnd = NumberCheckResult | "unasked" | null;

/** What settling a look-up changes; as in `Settlement`. */
export type LookUpSettlement = Pick<
  Settlement,
  "book" | "movements" | "heldDelta" | "spentDelta" | "isChanged"
>;

/**
 * Settles a look-up by what came of it. Nothing more is heard of one, so it is settled at once: an
 * answer is charged at the price that the vendor told in the look-up's currency, else at what was
 * held; what may have been billed without an answer is MAYBE. What was settled as MAYBE is put
 * right by an answer that comes after all, and anything else that was settled stays. Pure.
 */
export function settleLookUp(look: LookUpBook, end: LookUpEnd, now: Date): LookUpSettlement {
  const isOpen = look.charge === "HELD" || (look.charge === "MAYBE" && end !== null);
  if (!isOpen) {
    return { book: look, movements: [], heldDelta: 0n, spentDelta: 0n, isChanged: false };
  }
  const terms: AttemptTerms = {
    holdMicros: look.holdMicros,
    billedOn: "SUBMITTED",
    parts: 1,
    priceMicros: look.priceMicros,
    exchangeRate: look.exchangeRate,
  };
  return settle(terms, noFacts, look, occurrencesOf(look, end, now));
}

function occurrencesOf(look: LookUpBook, end: LookUpEnd, now: Date): readonly Occurrence[] {
  if (end === null) {
    return [{ kind: "unknown", charged: "maybe" }, { kind: "hold_over" }];
  }
  if (end === "unasked") {
    return [{ kind: "canceled" }];
  }
  if (end.kind === "failed") {
    return end.charged === "no"
      ? [{ kind: "rejected", charged: "no" }]
      : [{ kind: "unknown", charged: "maybe" }, { kind: "hold_over" }];
  }
  const { price } = end;
  const isTold = price !== null && price.currency === look.priceCurrency;
  const quote = isTold ? { micros: price.micros, atMs: now.getTime() } : null;
  return [{ kind: "accepted", charged: "yes", quote }];
}
