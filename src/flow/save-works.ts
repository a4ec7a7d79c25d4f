import { messageName } from "./message-name.js";
import { sumDeltas } from "./reserve-budget.js";
import type { PeriodChange, PeriodUse, Tx } from "./ports.js";
import type { NewEvent, SendRow } from "./rows.js";
import { emit, isNewAttempt, type SendWork } from "./send-work.js";

/**
 * Writes a batch of works and commits: one statement per table, none where nothing changed. Events
 * come last. Notes which of the messages that became known have receipts waiting.
 *
 * @param limits guards of this batch's holds, by budget period
 * @param saw told what the budget periods came to that it changed
 */
export async function saveWorks(
  tx: Tx,
  works: readonly SendWork[],
  limits: ReadonlyMap<string, bigint>,
  now: Date,
  saw: (uses: readonly PeriodUse[]) => void = () => undefined,
): Promise<void> {
  const changed = works.filter((work) => work.isChanged);
  for (const work of changed) {
    dropCodesOfClosed(work);
    tellOfMoney(work, now);
  }
  // Run in this order; nobody waits in between, so that they are one way to the database and back.
  const written = Promise.all([
    tx.insertSends(changed.filter((work) => work.isNew).map((work) => work.send)),
    tx.updateSends(changed.filter((work) => !work.isNew).map((work) => work.send)),
    tx.insertAttempts(changed.flatMap((work) => work.newAttempts)),
    tx.updateAttempts(changed.flatMap((work) => [...work.changedAttempts])),
    tx.insertReceipts(changed.flatMap((work) => work.receipts)),
    tx.insertMessageRoutes(changed.flatMap((work) => work.routes)),
    tx.insertLedgerEntries(changed.flatMap((work) => work.entries)),
    changePeriods(tx, changed, limits).then(saw),
    tx.insertAlerts(changed.flatMap((work) => work.alerts)),
    tx.insertGuardDecisions(changed.flatMap((work) => work.guarded)),
    tx.appendEvents(changed.flatMap(eventsOf)),
    tx.commit(),
  ]);
  // First written, then read: a receipt that is not waiting by now finds the message itself.
  const waiting = findWaiting(tx, changed);
  await written;
  const names = await waiting;
  for (const work of changed) {
    work.overtaken = work.routes.filter((route) => names.has(messageName(route)));
  }
}

/** Names of messages of this change that receipts wait for. */
async function findWaiting(tx: Tx, works: readonly SendWork[]): Promise<ReadonlySet<string>> {
  try {
    const ids = await tx.findWaitingInbox(works.flatMap((work) => work.routes));
    return new Set(ids.map(messageName));
  } catch {
    // What this cannot tell, the sweep finds; what is committed stays so.
    return new Set();
  }
}

/** True when nobody can ever be asked for this send's code again. */
export function isFinal(send: SendRow): boolean {
  return send.verification !== "PENDING" || send.status === "BLOCKED" || send.status === "CANCELED";
}

/** A code that nobody may use any more is not kept in a form that can be read. */
function dropCodesOfClosed(work: SendWork): void {
  if (!isFinal(work.send)) {
    return;
  }
  work.send.codeCipher = null;
  for (const attempt of work.attempts) {
    if (attempt.codeCipher !== null) {
      attempt.codeCipher = null;
      if (!isNewAttempt(work, attempt)) {
        work.changedAttempts.add(attempt);
      }
    }
  }
}

/**
 * Money that moves while nothing else is to be told gets an event of its own: whoever adds attempts
 * up learns from the log which ones changed.
 */
function tellOfMoney(work: SendWork, now: Date): void {
  if (work.isMoneyChanged && work.events.length === 0) {
    emit(work, "COST_CHANGED", now);
  }
}

function eventsOf({ send, events }: SendWork): readonly NewEvent[] {
  return events.map((event) => ({
    ...event,
    nextStepAt: send.nextStepAt,
    nextChannel: send.nextChannel,
    costMicros: send.costMicros,
    heldMicros: send.heldMicros,
  }));
}

function changePeriods(
  tx: Tx,
  works: readonly SendWork[],
  limits: ReadonlyMap<string, bigint>,
): Promise<readonly PeriodUse[]> {
  const changes = [...sumDeltas(works).values()]
    .filter((change) => change.heldMicros !== 0n || change.spentMicros !== 0n)
    .map((change): PeriodChange => ({ ...change, limitMicros: limits.get(change.id) ?? null }));
  return tx.changeBudgetPeriods(changes);
}
