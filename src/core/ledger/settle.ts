import { convert } from "../money.js";
import type { ChargeState } from "../otp/status.js";
import { attemptCost, type AttemptTerms } from "./attempt-cost.js";
import { learn, type MoneyFacts, type Occurrence } from "./money-facts.js";

/** Where a tenant's money for attempts can be. */
export type MoneyPlace = "FUNDS" | "HELD" | "CHARGED" | "MAYBE";

/**
 * Why money moved. OVERRUN = billed beyond the hold; LATE_CHARGE, REFUND = after the hold was
 * settled; INVOICE = the vendor's invoice says otherwise than what was booked.
 */
export type MovementKind =
  | "HOLD"
  | "CHARGE"
  | "RELEASE"
  | "MAYBE"
  | "OVERRUN"
  | "LATE_CHARGE"
  | "REFUND"
  | "INVOICE";

/** One row of the ledger: takes `amountMicros`, above 0, from `debit` and gives it to `credit`. */
export interface Movement {
  readonly kind: MovementKind;
  readonly debit: MoneyPlace;
  readonly credit: MoneyPlace;
  readonly amountMicros: bigint;
}

/** What the books say of one attempt. */
export interface AttemptBook {
  readonly charge: ChargeState;
  /** Charged or MAYBE, in the tenant's currency; 0 while HELD and when RELEASED. */
  readonly costMicros: bigint;
  /** The same in the vendor's currency. */
  readonly vendorCostMicros: bigint;
}

/** What one or more occurrences change. Deltas are in the tenant's currency and may be negative. */
export interface Settlement {
  readonly facts: MoneyFacts;
  readonly book: AttemptBook;
  readonly movements: readonly Movement[];
  readonly heldDelta: bigint;
  /** Of charged and MAYBE together. */
  readonly spentDelta: bigint;
  /** Of MAYBE alone, which is part of spent. */
  readonly maybeDelta: bigint;
  /** False when nothing about the attempt's money changed; `facts` may have grown all the same. */
  readonly isChanged: boolean;
}

/** The books of an attempt whose money was just held. */
export const heldBook: AttemptBook = { charge: "HELD", costMicros: 0n, vendorCostMicros: 0n };

/** The ledger row of a hold; none when the attempt is free. */
export function holdMovement(holdMicros: bigint): readonly Movement[] {
  return transfer("HOLD", "FUNDS", "HELD", holdMicros);
}

/**
 * Settles an attempt after something happened to it. The result depends on the facts and not on
 * their order; what was settled is never held again, and a repeat moves nothing. Amounts beyond the
 * hold are booked, never hidden. Pure; O(occurrences × parts).
 */
export function settle(
  terms: AttemptTerms,
  facts: MoneyFacts,
  book: AttemptBook,
  occurrences: readonly Occurrence[],
): Settlement {
  const known = occurrences.reduce(learn, facts);
  const isHoldGone = known.isHoldOver || book.charge !== "HELD";
  const { charge, vendorMicros } = attemptCost(terms, known, isHoldGone);
  const after: AttemptBook = {
    charge,
    costMicros: vendorMicros === 0n ? 0n : tenantCost(terms, charge, vendorMicros),
    vendorCostMicros: vendorMicros,
  };
  const change = booked(terms.holdMicros, book, after);
  const movements =
    known.invoice === facts.invoice
      ? change.movements
      : change.movements.map((movement): Movement => ({ ...movement, kind: "INVOICE" }));
  return { facts: known, ...change, movements };
}

/** MAYBE counts exactly what was held, since nobody has said anything else. */
function tenantCost(terms: AttemptTerms, charge: ChargeState, vendorMicros: bigint): bigint {
  return charge === "MAYBE" ? terms.holdMicros : convert(vendorMicros, terms.exchangeRate);
}

function booked(
  holdMicros: bigint,
  before: AttemptBook,
  after: AttemptBook,
): Omit<Settlement, "facts"> {
  const was = placesOf(holdMicros, before);
  const is = placesOf(holdMicros, after);
  const isChanged =
    before.charge !== after.charge ||
    before.costMicros !== after.costMicros ||
    before.vendorCostMicros !== after.vendorCostMicros;
  return {
    book: after,
    movements: movementsBetween(before.charge, was, after.charge, is),
    heldDelta: is.held - was.held,
    spentDelta: after.costMicros - before.costMicros,
    maybeDelta: is.maybe - was.maybe,
    isChanged,
  };
}

interface Places {
  readonly held: bigint;
  readonly charged: bigint;
  readonly maybe: bigint;
}

function placesOf(holdMicros: bigint, book: AttemptBook): Places {
  return {
    held: book.charge === "HELD" ? holdMicros : 0n,
    charged: book.charge === "CHARGED" ? book.costMicros : 0n,
    maybe: book.charge === "MAYBE" ? book.costMicros : 0n,
  };
}

function movementsBetween(
  from: ChargeState,
  was: Places,
  to: ChargeState,
  is: Places,
): readonly Movement[] {
  if (from === to) {
    return changeOf(from, is.charged + is.maybe - was.charged - was.maybe);
  }
  const source = placeOf(from);
  const target = placeOf(to);
  const available = was.held + was.charged + was.maybe;
  const needed = is.held + is.charged + is.maybe;
  const moved = available < needed ? available : needed;
  return [
    ...(target === "FUNDS" || source === "FUNDS"
      ? []
      : transfer(to === "MAYBE" ? "MAYBE" : "CHARGE", source, target, moved)),
    ...transfer(from === "CHARGED" ? "REFUND" : "RELEASE", source, "FUNDS", available - moved),
    ...transfer(from === "RELEASED" ? "LATE_CHARGE" : "OVERRUN", "FUNDS", target, needed - moved),
  ];
}

/** The same state at another amount. */
function changeOf(state: ChargeState, delta: bigint): readonly Movement[] {
  const place = placeOf(state);
  return delta > 0n
    ? transfer("LATE_CHARGE", "FUNDS", place, delta)
    : transfer("REFUND", place, "FUNDS", -delta);
}

function placeOf(charge: ChargeState): MoneyPlace {
  return charge === "RELEASED" ? "FUNDS" : charge;
}

function transfer(
  kind: MovementKind,
  debit: MoneyPlace,
  credit: MoneyPlace,
  amountMicros: bigint,
): readonly Movement[] {
  return amountMicros > 0n ? [{ kind, debit, credit, amountMicros }] : [];
}
