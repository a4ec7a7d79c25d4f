import type { HotStore, Tx } from "../../flow/ports.js";
import { keptMs } from "../../flow/expire-stale.js";
import type { HistoryEnd, HistoryRows } from "./history-rows.js";

const sendsPerWrite = 400;

/** Takes what was played for storage. */
export interface HistoryWriter {
  /** Writes what was collected once it is enough; waits while the write before is under way. */
  written(pending: { readonly sendCount: number; take(): HistoryRows }): Promise<void>;
}

/**
 * Stores a history in one transaction: all of it or nothing.
 *
 * @param play hands over the rows as they come, and at the end what adds up over all of them
 */
export async function writeHistory(
  hot: HotStore,
  now: Date,
  play: (
    writer: HistoryWriter,
  ) => Promise<{ readonly rest: HistoryRows; readonly end: HistoryEnd }>,
): Promise<HistoryEnd> {
  return await hot.transaction(async (tx) => {
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
    await writeSums(hot, tx, end);
    return end;
  });
}

/** One statement per table; sends before their attempts. */
async function writeRows(tx: Tx, rows: HistoryRows, now: Date): Promise<void> {
  const since = new Date(now.getTime() - keptMs.messageRoutes);
  await Promise.all([
    tx.insertSends(rows.sends),
    tx.insertAttempts(rows.attempts),
    tx.insertReceipts(rows.receipts),
    // Older ones are deleted already.
    tx.insertMessageRoutes(rows.routes.filter((route) => route.createdAt >= since)),
    tx.insertLedgerEntries(rows.entries),
    tx.appendEvents(rows.events),
  ]);
}

/** Periods begin empty, so that one that is there already is added to. */
async function writeSums(hot: HotStore, tx: Tx, { periods, alerts }: HistoryEnd): Promise<void> {
  await hot.insertBudgetPeriods(
    periods.map((period) => ({ ...period, spentMicros: 0n, heldMicros: 0n })),
  );
  const sums = periods.filter((period) => period.spentMicros + period.heldMicros !== 0n);
  await tx.changeBudgetPeriods(sums.map((period) => ({ ...period, limitMicros: null })));
  await tx.insertAlerts(alerts);
}
