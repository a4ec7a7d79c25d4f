/** The spans of time that quality is shown for. */
export const statsWindows = ["LAST_HOUR", "LAST_24_HOURS", "LAST_7_DAYS", "LAST_30_DAYS"] as const;
/** One span of time that quality is shown for. */
export type StatsWindow = (typeof statsWindows)[number];

/** How coarse a row of the roll-up is. */
export const statGrains = ["minute", "hour", "day"] as const;
/** One of `statGrains`. */
export type StatGrain = (typeof statGrains)[number];

/** How long each grain is; all begin at whole ones of UTC. */
export const grainMs: Readonly<Record<StatGrain, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** How long the slices are by which a minute is counted that still changes; 12 to the minute. */
export const sliceMs = 5_000;

/** A range of time, end exclusive. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** A range that whole rows of one grain cover. */
export interface GrainSpan extends Span {
  readonly grain: StatGrain;
}

const windowMs: Readonly<Record<StatsWindow, number>> = {
  LAST_HOUR: grainMs.hour,
  LAST_24_HOURS: grainMs.day,
  LAST_7_DAYS: 7 * grainMs.day,
  LAST_30_DAYS: 30 * grainMs.day,
};

/** What a window's beginning and the ends of its buckets are rounded to. */
export const windowGrain: Readonly<Record<StatsWindow, StatGrain>> = {
  LAST_HOUR: "minute",
  LAST_24_HOURS: "minute",
  LAST_7_DAYS: "hour",
  LAST_30_DAYS: "hour",
};

/** The beginning of the grain that a moment lies in. */
export function floorTo(grain: StatGrain, at: Date): Date {
  return new Date(Math.floor(at.getTime() / grainMs[grain]) * grainMs[grain]);
}

/**
 * A window as of now: it ends with the minute (of the long ones: hour) that is running, and is as
 * long as its name says, the running one included.
 */
export function windowSpan(window: StatsWindow, now: Date): Span {
  const grain = windowGrain[window];
  const to = new Date(floorTo(grain, now).getTime() + grainMs[grain]);
  return { from: new Date(to.getTime() - windowMs[window]), to };
}

/**
 * The fewest rows that cover a span: days where whole ones fit, hours and minutes at its ends.
 *
 * @param span begins and ends with whole minutes
 * @returns at most five ranges in the order of time, without gap or overlap; empty ones left out
 */
export function coverSpan({ from, to }: Span): readonly GrainSpan[] {
  return cover(from.getTime(), to.getTime(), "day");
}

function cover(from: number, to: number, grain: StatGrain): readonly GrainSpan[] {
  if (from >= to) {
    return [];
  }
  const finer = grain === "day" ? "hour" : "minute";
  if (grain === "minute") {
    return [spanOf(grain, from, to)];
  }
  const first = Math.ceil(from / grainMs[grain]) * grainMs[grain];
  const last = Math.floor(to / grainMs[grain]) * grainMs[grain];
  return first >= last
    ? cover(from, to, finer)
    : [...cover(from, first, finer), spanOf(grain, first, last), ...cover(last, to, finer)];
}

function spanOf(grain: StatGrain, from: number, to: number): GrainSpan {
  return { grain, from: new Date(from), to: new Date(to) };
}

/**
 * Cuts a window into buckets whose ends lie on its grain: as even as that allows, at most as many
 * as it has grains, in the order of time.
 *
 * @param count 1 up
 */
export function bucketSpans(window: StatsWindow, now: Date, count: number): readonly Span[] {
  const { from, to } = windowSpan(window, now);
  const grain = grainMs[windowGrain[window]];
  const grains = (to.getTime() - from.getTime()) / grain;
  const buckets = Math.min(count, grains);
  const edge = (index: number): Date =>
    new Date(from.getTime() + Math.floor((index * grains) / buckets) * grain);
  return Array.from({ length: buckets }, (_, index) => ({
    from: edge(index),
    to: edge(index + 1),
  }));
}
