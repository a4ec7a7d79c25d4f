import { floorTo, type StatGrain } from "../../core/stats/window.js";
import type { LogAhead, RollUpStore, RollUpTx, SizedBucket, StatBucket } from "./ports.js";

const tenantsAtOnce = 1_000;
const eventsAtOnce = 50_000;
const dueAtOnce = 1_000;
// No statement is so long that requests would wait for a processor behind it.
const itemsPerStatement = 500;
const eventsPerStatement = 4_000;
const attemptsPerStatement = 2_000;

/** What one turn of the roll-up did. */
export interface RolledUp {
  /** Minutes in which something was counted anew. */
  readonly minutes: number;
  /** True when there may be more to do at once. */
  readonly isMore: boolean;
}

/**
 * Brings the roll-up up to the logs: every slice of a minute whose attempts changed, or that is
 * due, is counted anew from its attempts, then its minute is added up from its slices, its hour and
 * day; the cursors move on in the same transaction. So it can stop anywhere and begin again. One
 * process at a time: null when another one is at it.
 */
export function rollUp(store: RollUpStore, now: Date): Promise<RolledUp | null> {
  return store.exclusively(false, async (tx) => {
    const logs = await tx.findLogsAhead(tenantsAtOnce, eventsAtOnce);
    const due = await tx.findDueSlices(now, dueAtOnce);
    const whole = await recountUnread(tx, logs, now);
    const touched = [...(await touchedBy(tx, logs)), ...due];
    const sliced = await recountSlices(tx, touched, now);
    const minutes = distinct([...whole, ...sliced]);
    await addUpAbove(tx, minutes);
    await tx.advanceCursors(logs);
    await tx.closeMinutes(now);
    const isMore =
      due.length === dueAtOnce ||
      // What is due to a tenant whose slices were forgotten is found once they are begun anew.
      logs.some(({ hasSlices }) => !hasSlices) ||
      logs.length === tenantsAtOnce ||
      logs.some(({ after, upTo }) => after !== null && upTo - after >= eventsAtOnce);
    return { minutes: minutes.length, isMore };
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
      const counted = await recountUnread(tx, logs, now);
      await addUpAbove(tx, counted);
      minutes += counted.length;
      await tx.advanceCursors(logs);
      if (logs.length < tenantsAtOnce) {
        return { minutes, isMore: false };
      }
    }
  });
  return done ?? { minutes: 0, isMore: false };
}

/** Counts all minutes of tenants whose log does not tell what to count; returns them. */
async function recountUnread(
  tx: RollUpTx,
  logs: readonly LogAhead[],
  now: Date,
): Promise<readonly StatBucket[]> {
  const stale = logs.filter(({ after, hasSlices }) => after === null || !hasSlices);
  if (stale.length > 0) {
    await tx.forgetSlices(stale.map(({ tenantId }) => tenantId));
  }
  const all: SizedBucket[] = [];
  for (const { tenantId, after } of stale) {
    if (after === null) {
      all.push(...(await tx.findAllMinutes(tenantId)));
    }
  }
  await recount(tx, "minute", all, now);
  return all;
}

async function touchedBy(tx: RollUpTx, logs: readonly LogAhead[]): Promise<readonly SizedBucket[]> {
  const touched: SizedBucket[] = [];
  for (const part of inParts(logs.flatMap(inShortLogs), eventsOf, eventsPerStatement)) {
    touched.push(...(await tx.findTouchedSlices(part)));
  }
  return touched;
}

function eventsOf({ after, upTo }: LogAhead): number {
  return after === null ? 0 : Number(upTo - after);
}

/** A part of a log in pieces that one statement reads. */
function inShortLogs(log: LogAhead): readonly LogAhead[] {
  const { after } = log;
  if (after === null) {
    return [];
  }
  const step = BigInt(eventsPerStatement);
  return Array.from({ length: Math.ceil(eventsOf(log) / eventsPerStatement) }, (_, index) => {
    const from = after + BigInt(index) * step;
    return { ...log, after: from, upTo: log.upTo < from + step ? log.upTo : from + step };
  });
}

/** Counts these slices, and adds their minutes up; returns the minutes. */
async function recountSlices(
  tx: RollUpTx,
  touched: readonly SizedBucket[],
  now: Date,
): Promise<readonly StatBucket[]> {
  if (touched.length === 0) {
    return [];
  }
  await recount(tx, "slice", await tx.openMinutes(touched, now), now);
  const minutes = distinct(
    touched.map(({ tenantId, at }) => ({ tenantId, at: floorTo("minute", at) })),
  );
  await addUp(tx, "minute", minutes);
  return minutes;
}

async function recount(
  tx: RollUpTx,
  counted: "slice" | "minute",
  buckets: readonly SizedBucket[],
  now: Date,
): Promise<void> {
  for (const part of inParts(buckets, ({ attempts }) => attempts, attemptsPerStatement)) {
    await tx.recount(counted, part, now);
  }
}

async function addUpAbove(tx: RollUpTx, minutes: readonly StatBucket[]): Promise<void> {
  const hours = distinct(
    minutes.map(({ tenantId, at }) => ({ tenantId, at: floorTo("hour", at) })),
  );
  await addUp(tx, "hour", hours);
  await addUp(
    tx,
    "day",
    distinct(hours.map(({ tenantId, at }) => ({ tenantId, at: floorTo("day", at) }))),
  );
}

async function addUp(
  tx: RollUpTx,
  grain: StatGrain,
  buckets: readonly StatBucket[],
): Promise<void> {
  for (const part of inParts(buckets, () => 0, 0)) {
    await tx.addUp(grain, part);
  }
}

function distinct(buckets: readonly StatBucket[]): readonly StatBucket[] {
  return [
    ...new Map(
      buckets.map((bucket) => [`${bucket.tenantId} ${bucket.at.getTime()}`, bucket]),
    ).values(),
  ];
}

/** Parts of at least one and at most 500, whose sizes come to no more than a limit if they can. */
function inParts<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  sizeMax: number,
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let size = 0;
  for (const item of items) {
    const last = parts.at(-1);
    size += sizeOf(item);
    if (last === undefined || last.length === itemsPerStatement || size > sizeMax) {
      parts.push([item]);
      size = sizeOf(item);
    } else {
      last.push(item);
    }
  }
  return parts;
}
