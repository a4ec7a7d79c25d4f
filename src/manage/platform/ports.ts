import type { Histogram } from "../../core/stats/histogram.js";

/** What one server process says of itself, every few seconds. */
export interface ProcessBeat {
  /** A uuid, new with every start. */
  readonly processId: string;
  readonly startedAt: Date;
  readonly beatAt: Date;
  /** Sends that it stored, over the last ten seconds. */
  readonly sendsPerSecond: number;
  /** How late it woke sends in the last minute, in milliseconds. */
  readonly lateness: Histogram;
  /** Attempts on their way to a vendor, or waiting for their account's pace. */
  readonly submitQueue: number;
  /** Open subscriptions. */
  readonly subscribers: number;
  /** Callers without a database connection. */
  readonly poolWaiting: number;
  /** Connections in use. */
  readonly poolBusy: number;
  /** Connections at most. */
  readonly poolSize: number;
}

/** What processes say of themselves, as it is kept for all of them. */
export interface PlatformStore {
  /** Replaces what the process said before, and forgets those silent since `deadBefore`. */
  saveBeat(beat: ProcessBeat, deadBefore: Date): Promise<void>;
  /** A process that stops takes its beat with it. */
  removeBeat(processId: string): Promise<void>;
  /** Beats since a moment, the longest running process first. */
  beatsSince(since: Date): Promise<readonly ProcessBeat[]>;
  /** How many sends wait for a moment at which something is to be done; reads them all. */
  countTimers(): Promise<number>;
}
