import { uuidv7 } from "uuidv7";
import type { AttemptTerms } from "../core/ledger/attempt-cost.js";
import type { Occurrence } from "../core/ledger/money-facts.js";
import { type Movement, settle } from "../core/ledger/settle.js";
import { readFacts, storeFacts } from "../core/ledger/stored-facts.js";
import type { AttemptRow } from "./rows.js";
import { addToPeriod, type SendWork, touch } from "./send-work.js";

/**
 * Lets money follow what happened to an attempt: its book, the send's sums, the ledger, and the
 * budget periods that its hold was taken from.
 */
export function settleCharge(
  work: SendWork,
  attempt: AttemptRow,
  occurrences: readonly Occurrence[],
  now: Date,
): void {
  const facts = readFacts(attempt.moneyFacts);
  const before = attempt.charge;
  const settlement = settle(
    termsOf(attempt),
    facts,
    {
      charge: attempt.charge,
      costMicros: attempt.costMicros,
      vendorCostMicros: attempt.vendorCostMicros,
    },
    occurrences,
  );
  if (settlement.facts === facts && !settlement.isChanged) {
    return;
  }
  attempt.moneyFacts = storeFacts(settlement.facts);
  attempt.charge = settlement.book.charge;
  attempt.costMicros = settlement.book.costMicros;
  attempt.vendorCostMicros = settlement.book.vendorCostMicros;
  if (before === "HELD" && attempt.charge !== "HELD") {
    attempt.settledAt = now;
  }
  touch(work, attempt);
  work.isMoneyChanged ||= settlement.isChanged;
  book(work, attempt, settlement.movements, now);
  work.send.costMicros += settlement.spentDelta;
  work.send.heldMicros += settlement.heldDelta;
  if (settlement.heldDelta !== 0n || settlement.spentDelta !== 0n) {
    for (const periodId of attempt.budgetPeriods) {
      addToPeriod(work, periodId, settlement.heldDelta, settlement.spentDelta);
    }
  }
}

/** Writes movements of an attempt's money into the ledger. */
export function book(
  work: SendWork,
  attempt: AttemptRow,
  movements: readonly Movement[],
  now: Date,
): void {
  for (const movement of movements) {
    work.entries.push({
      tenantId: attempt.tenantId,
      id: uuidv7(),
      attemptId: attempt.id,
      kind: movement.kind,
      debit: movement.debit,
      credit: movement.credit,
      amountMicros: movement.amountMicros,
      at: now,
    });
  }
}

function termsOf(attempt: AttemptRow): AttemptTerms {
  return {
    holdMicros: attempt.holdMicros,
    billedOn: attempt.billedOn,
    parts: attempt.parts,
    priceMicros: attempt.priceMicros,
    exchangeRate: attempt.exchangeRate,
  };
}
