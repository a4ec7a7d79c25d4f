import { type LocalDay, localDays } from "../../core/calendar.js";
import type { BuiltDay, CostFactStore, CostWork } from "./ports.js";

/** When days are added up; one that is not is read from its attempts, so nothing is ever wrong. */
export interface BuildOptions {
  /** How long after its end: most of what changes does so within the hour. */
  readonly closedForMs: number;
  /** How long after its last time a day that changed is added up again. */
  readonly rebuildAfterMs: number;
  /** Days of one tenant in one turn. */
  readonly daysMax: number;
}

const defaults: BuildOptions = {
  closedForMs: 3_600_000,
  rebuildAfterMs: 600_000,
  daysMax: 60,
};

const earliest = new Date("2000-01-01T00:00:00Z");

/**
 * Adds up the closed days of every tenant that are not yet, or that changed since: reads what
 * happened from the tenants' logs, marks the days that it touches, and adds these up again, newest
 * first. Run it every few seconds; several processes may. Returns how many days were added up.
 */
export async function buildCostFacts(
  store: CostFactStore,
  now: Date,
  options: BuildOptions = defaults,
): Promise<number> {
  let built = 0;
  for (const work of await store.findWork(now)) {
    const marked = await markChanged(store, work, now);
    if (work.isDue || marked > 0) {
      built += await buildDays(store, work, now, options);
    }
  }
  return built;
}

async function markChanged(store: CostFactStore, work: CostWork, now: Date): Promise<number> {
  let marked = 0;
  for (;;) {
    const turn = await store.markChanged(work, now);
    marked += turn.marked;
    if (!turn.isMore) {
      return marked;
    }
  }
}

async function buildDays(
  store: CostFactStore,
  work: CostWork,
  now: Date,
  options: BuildOptions,
): Promise<number> {
  const { tenantId, timeZone } = work;
  const first = await store.firstHeldAt(tenantId);
  const known = new Map((await store.daysOf(tenantId)).map((day) => [keyOf(day), day]));
  const start = first === null || first < earliest ? earliest : first;
  const days = first === null ? [] : localDays(timeZone, start, now);
  const states = days.map((day) => ({ day, ripe: ripeAt(day, known.get(keyOf(day)), options) }));
  const open = states.filter(({ ripe }) => ripe !== null);
  const due = open.filter(({ ripe }) => ripe !== null && ripe <= now.getTime()).toReversed();
  for (const { day } of due.slice(0, options.daysMax)) {
    await store.addUp(tenantId, day, now);
  }
  const later = open
    .filter((state) => !due.slice(0, options.daysMax).includes(state))
    .map(({ ripe }) => ripe ?? 0);
  const tomorrow = (days.at(-1)?.endsAt ?? now).getTime() + options.closedForMs;
  await store.finish(work, new Date(Math.min(tomorrow, ...later)));
  return Math.min(due.length, options.daysMax);
}

/** When a day is to be added up, in ms since 1970; null = it is, and nothing changed since. */
function ripeAt(day: LocalDay, built: BuiltDay | undefined, options: BuildOptions): number | null {
  const closed = day.endsAt.getTime() + options.closedForMs;
  if (built === undefined) {
    return closed;
  }
  return built.isDirty ? Math.max(closed, built.builtAt.getTime() + options.rebuildAfterMs) : null;
}

function keyOf({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): string {
  return `${startsAt.getTime()} ${endsAt.getTime()}`;
}
