import { type FailureClass, failureClasses } from "../otp/status.js";
import { emptyHistogram, type Histogram, mergeHistograms } from "./histogram.js";

/** What was counted of attempts; every count 0 up. */
export interface Tally {
  readonly attempts: number;
  /** Handed to a vendor, whatever it answered. */
  readonly submitted: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** Accepted `silentAfterMs` ago without a receipt. */
  readonly silent: number;
  /** Refused by the vendor at once. */
  readonly rejected: number;
  /** Nobody knows whether the vendor took it. */
  readonly unknown: number;
  /** The code of this attempt was typed in. */
  readonly verified: number;
  /** Of sends that are over, unless another attempt of the same send was verified. */
  readonly closed: number;
  /** Latencies from 0 up, and failure classes below 0 as `failureMark` says. */
  readonly marks: Histogram;
}

/** A tally of nothing. */
export const emptyTally: Tally = {
  attempts: 0,
  submitted: 0,
  delivered: 0,
  undelivered: 0,
  silent: 0,
  rejected: 0,
  unknown: 0,
  verified: 0,
  closed: 0,
  marks: emptyHistogram,
};

/** Everything that is counted, except for marks. */
export const tallyCounts = [
  "attempts",
  "submitted",
  "delivered",
  "undelivered",
  "silent",
  "rejected",
  "unknown",
  "verified",
  "closed",
] as const satisfies readonly (keyof Tally)[];

/** How long after its acceptance an attempt without a receipt counts as silent. */
export const silentAfterMs = { default: 10 * 60_000, EMAIL: 60 * 60_000 } as const;

/** Adds tallies up; in any order and grouping the same. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const sum = (count: (typeof tallyCounts)[number]): number =>
    tallies.reduce((total, tally) => total + tally[count], 0);
  return {
    attempts: sum("attempts"),
    submitted: sum("submitted"),
    delivered: sum("delivered"),
    undelivered: sum("undelivered"),
    silent: sum("silent"),
    rejected: sum("rejected"),
    unknown: sum("unknown"),
    verified: sum("verified"),
    closed: sum("closed"),
    marks: mergeHistograms(tallies.map((tally) => tally.marks)),
  };
}

/** The mark of a failure class, below 0. */
export function failureMark(failureClass: FailureClass): number {
  return -1 - failureClasses.indexOf(failureClass);
}

/** The latencies among the marks. */
export function latenciesOf({ marks }: Tally): Histogram {
  const from = marks.buckets.findIndex((bucket) => bucket >= 0);
  return from < 0
    ? emptyHistogram
    : { buckets: marks.buckets.slice(from), counts: marks.counts.slice(from) };
}

/** How many attempts failed, by class, the most frequent first. */
export function failuresOf({
  marks,
}: Tally): readonly { readonly class: FailureClass; readonly count: number }[] {
  return marks.buckets
    .flatMap((bucket, index) => {
      const failureClass = bucket < 0 ? failureClasses[-1 - bucket] : undefined;
      return failureClass === undefined
        ? []
        : [{ class: failureClass, count: marks.counts[index] ?? 0 }];
    })
    .sort((a, b) => b.count - a.count || a.class.localeCompare(b.class));
}
