import { keptMs } from "../../flow/expire-stale.js";
import type { EventRow, NewEvent } from "../../flow/rows.js";
import type { HistoryEnd, HistoryRows } from "./history-rows.js";
import type { HistoryStore, HistoryTx } from "./history-store.js";

const sendsPerWrite = 400;
const eventsPerWrite = 4_000;

/** Takes what was played for storage. */
export interface HistoryWriter {
  /** Writes what was collected once it is enough; waits while the write before is under way. */
  written(pending: { readonly sendCount: number; take(): HistoryRows }): Promise<void>;
}

/**
 * Stores a history in one transaction: all of it or nothing. Rows that others wait for are touched
 * at its end only, so that sends of today go on meanwhile.
 *
 * @param play hands over the rows as they come, and at the end what adds up over all of them
 */
export async function writeHistory(
  store: HistoryStore,
  tenantIds: readonly string[],
  now: Date,
  play: (
    writer: HistoryWriter,
  ) => Promise<{ readonly rest: HistoryRows; readonly end: HistoryEnd }>,
): Promise<void> {
  await store.write(async (tx) => {
    let underWay: Promise<unknown> = Promise.resolve();
    const { rest, end } = await play({
      async written(pending) {
        if (pending.sendCount >= sendsPerWrite) {
          await underWay;
          underWay = writeRows(tx, pending.take(), now);
          // Told when it is waited for.
          underWay.catch(() => undefined);
        }
      },
    });
    await underWay;
    await writeRows(tx, rest, now);
    const counts = await writeEvents(tx, end.events, store.presentSeq);
    await tx.forgetCounted(tenantIds);
    await writeSums(tx, end);
    await tx.openPast(counts);
  });
}

/** One statement per table; sends before their attempts. */
async function writeRows(tx: HistoryTx, rows: HistoryRows, now: Date): Promise<void> {
  const since = new Date(now.getTime() - keptMs.messageRoutes);
  await tx.insertSends(rows.sends);
  await tx.insertAttempts(rows.attempts);
  await tx.insertReceipts(rows.receipts);
  // Older ones are deleted already.
  await tx.insertMessageRoutes(rows.routes.filter((route) => route.createdAt >= since));
  await tx.insertLedgerEntries(rows.entries);
}

/** Each tenant's last event gets the last free place. Returns how many there are by tenant. */
async function writeEvents(
  tx: HistoryTx,
  events: readonly NewEvent[],
  presentSeq: bigint,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { tenantId } of events) {
    counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
  }
  const last = new Map([...counts].map(([id, count]) => [id, presentSeq - BigInt(count)]));
  for (let from = 0; from < events.length; from += eventsPerWrite) {
    const placed = events.slice(from, from + eventsPerWrite).map((event): EventRow => {
      const seq = (last.get(event.tenantId) ?? 0n) + 1n;
      last.set(event.tenantId, seq);
      return { ...event, seq };
    });
    await tx.insertPastEvents(placed);
  }
  return counts;
}

/** Periods begin empty, so that one that is there already is added to. */
async function writeSums(tx: HistoryTx, { periods, alerts, resolved }: HistoryEnd): Promise<void> {
  await tx.insertBudgetPeriods(
    periods.map((period) => ({ ...period, spentMicros: 0n, heldMicros: 0n })),
  );
  const sums = periods.filter((period) => period.spentMicros + period.heldMicros !== 0n);
  await tx.changeBudgetPeriods(sums.map((period) => ({ ...period, limitMicros: null })));
  await tx.insertAlerts(alerts);
  await tx.resolveAlerts(resolved);
}
