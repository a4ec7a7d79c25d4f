import { countOf, mergeHistograms, quantile } from "../../core/stats/histogram.js";
import type { PlatformStore, ProcessBeat } from "./ports.js";

/** How often a process says how it is. */
export const beatEveryMs = 2_000;

/** A process that said nothing for so long does not count. */
export const silentMs = 5 * beatEveryMs;

/** How all processes are, added up from what each said last. */
export interface Platform {
  readonly asOf: Date;
  readonly sendsPerSecond: number;
  /** Of the last minute's timers; 0 when none fired: see timersFired. */
  readonly timerLatenessMsP99: number;
  readonly timersFired: number;
  readonly openTimers: number;
  readonly submitQueue: number;
  readonly subscribers: number;
  readonly databasePoolWaiting: number;
  readonly databasePoolBusy: number;
  readonly databasePoolSize: number;
  /** The longest running first. */
  readonly processes: readonly ProcessBeat[];
}

/** Adds up what the processes that are alive said last. Two statements; one counts open timers. */
export async function readPlatform(store: PlatformStore, now: Date): Promise<Platform> {
  const [processes, openTimers] = await Promise.all([
    store.beatsSince(new Date(now.getTime() - silentMs)),
    store.countTimers(),
  ]);
  const lateness = mergeHistograms(processes.map((beat) => beat.lateness));
  const sum = (read: (beat: ProcessBeat) => number): number =>
    processes.reduce((total, beat) => total + read(beat), 0);
  return {
    asOf: now,
    sendsPerSecond: sum((beat) => beat.sendsPerSecond),
    timerLatenessMsP99: quantile(lateness, 0.99) ?? 0,
    timersFired: countOf(lateness),
    openTimers,
    submitQueue: sum((beat) => beat.submitQueue),
    subscribers: sum((beat) => beat.subscribers),
    databasePoolWaiting: sum((beat) => beat.poolWaiting),
    databasePoolBusy: sum((beat) => beat.poolBusy),
    databasePoolSize: sum((beat) => beat.poolSize),
    processes,
  };
}
