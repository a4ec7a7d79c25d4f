import { floorTo } from "../../core/stats/window.js";
import type { LogAhead, RollUpStore, RollUpTx, StatBucket } from "./ports.js";

const tenantsAtOnce = 1_000;
const eventsAtOnce = 50_000;
const minutesAtOnce = 500;
const dueAtOnce = 1_000;

/** What one turn of the roll-up did. */
export interface RolledUp {
  /** Minutes that were counted anew. */
  readonly minutes: number;
  /** True when there may be more to do at once. */
  readonly isMore: boolean;
}

/**
 * Brings the roll-up up to the logs: every minute whose attempts changed, or that is due, is
 * counted anew from its attempts, then its hour and day; the cursors move on in the same
 * transaction. So it can stop anywhere and begin again. One process at a time: null when another
 * one is at it.
 */
export function rollUp(store: RollUpStore, now: Date): Promise<RolledUp | null> {
  return store.exclusively(false, async (tx) => {
    const logs = await tx.findLogsAhead(tenantsAtOnce, eventsAtOnce);
    const due = await tx.findDueMinutes(now, dueAtOnce);
    const touched = [...(await minutesOf(tx, logs)), ...due];
    const minutes = await recount(tx, touched, now);
    await tx.advanceCursors(logs);
    const isMore =
      due.length === dueAtOnce ||
      logs.length === tenantsAtOnce ||
      logs.some(({ after, upTo }) => after !== null && upTo - after >= eventsAtOnce);
    return { minutes, isMore };
  });
}

/**
 * Forgets the roll-up and counts all attempts of all tenants again, to the same numbers. One
 * transaction: who reads meanwhile sees the old numbers. Waits for a turn that is under way.
 */
export async function rebuildRollUp(store: RollUpStore, now: Date): Promise<RolledUp> {
  const done = await store.exclusively(true, async (tx) => {
    await tx.clear();
    let minutes = 0;
    for (;;) {
      const logs = await tx.findLogsAhead(tenantsAtOnce, eventsAtOnce);
      for (const log of logs) {
        minutes += await recount(tx, await tx.findAllMinutes(log.tenantId), now);
      }
      await tx.advanceCursors(logs);
      if (logs.length < tenantsAtOnce) {
        return { minutes, isMore: false };
      }
    }
  });
  return done ?? { minutes: 0, isMore: false };
}

async function minutesOf(tx: RollUpTx, logs: readonly LogAhead[]): Promise<readonly StatBucket[]> {
  const touched = [...(await tx.findTouchedMinutes(logs))];
  for (const { tenantId, after } of logs) {
    if (after === null) {
      touched.push(...(await tx.findAllMinutes(tenantId)));
    }
  }
  return touched;
}

async function recount(tx: RollUpTx, buckets: readonly StatBucket[], now: Date): Promise<number> {
  const minutes = distinct(buckets);
  for (const part of inParts(minutes, minutesAtOnce)) {
    await tx.recountMinutes(part, now);
  }
  const hours = distinct(
    minutes.map(({ tenantId, at }) => ({ tenantId, at: floorTo("hour", at) })),
  );
  for (const part of inParts(hours, minutesAtOnce)) {
    await tx.addUp("hour", part);
  }
  const days = distinct(hours.map(({ tenantId, at }) => ({ tenantId, at: floorTo("day", at) })));
  for (const part of inParts(days, minutesAtOnce)) {
    await tx.addUp("day", part);
  }
  return minutes.length;
}

function distinct(buckets: readonly StatBucket[]): readonly StatBucket[] {
  return [
    ...new Map(
      buckets.map((bucket) => [`${bucket.tenantId} ${bucket.at.getTime()}`, bucket]),
    ).values(),
  ];
}

function inParts<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
