import type { Channel } from "../../core/otp/status.js";

/** An adapter and channel whose vendor takes conversion feedback. */
export interface FeedbackRoute {
  readonly adapter: string;
  readonly channel: Channel;
}

/** What a vendor is to be told of one attempt. */
export interface FeedbackRow {
  readonly tenantId: string;
  readonly attemptId: string;
  readonly accountId: string;
  readonly channel: Channel;
  /** Null = none (e-mail). */
  readonly country: string | null;
  readonly vendorMessageId: string;
  readonly isVerified: boolean;
  /** When the code was typed in, or given up. */
  readonly at: Date;
  /** This one included. */
  readonly tries: number;
}

/** How telling a vendor ended. */
export type FeedbackOutcome = "TAKEN" | "REFUSED" | "GIVEN_UP";

/** What became of a row: it is done, or comes again. */
export interface SettledFeedback {
  readonly tenantId: string;
  readonly attemptId: string;
  readonly tries: number;
  /** Null = it comes again at `nextTryAt`. */
  readonly outcome: FeedbackOutcome | null;
  readonly nextTryAt: Date;
}

/** The queue of conversion feedback; every method is a transaction of its own. */
export interface FeedbackStore {
  /**
   * Reads the logs on and queues what they tell of attempts on these routes, once per attempt;
   * the cursors move with it. Events before `since` are passed over.
   */
  queue(routes: readonly FeedbackRoute[], since: Date, now: Date): Promise<void>;
  /** Takes what is due, counts the try and keeps it from others until `leaseUntil`. */
  claim(limit: number, now: Date, leaseUntil: Date): Promise<readonly FeedbackRow[]>;
  settle(rows: readonly SettledFeedback[], now: Date): Promise<void>;
  /** Deletes what was done before `before`. */
  forget(before: Date): Promise<void>;
}
