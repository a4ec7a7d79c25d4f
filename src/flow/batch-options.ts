import type { GroupCommitOptions } from "./group-commit.js";

/** Told of every batch's size, by kind. */
export type BatchObserver = (kind: string, size: number) => void;

/** Sizes of the hot path's batches; 1 and 1 switch batching off, for comparison. */
export interface BatchSizes {
  readonly batchMax: number;
  readonly queueMax: number;
}

/** The sizes that a server runs with unless it is told others. */
export const defaultBatchSizes: BatchSizes = { batchMax: 200, queueMax: 10_000 };

/**
 * How long the next batch of a kind gathers after a small one, in milliseconds; null = not at all,
 * since somebody waits for the answer. A transaction of two rows costs nearly as much as one of
 * ten, and takes from those who wait what it costs. Nobody sees these times: a message takes
 * seconds, as does a failover.
 */
const gatherMsOf = {
  accept: null,
  verify: null,
  // On its way to the vendor: the first message goes at once, those right behind it together.
  submitting: 8,
  // What has happened already, and is only taken down.
  outcome: 20,
  match: 20,
  receipt: 20,
} as const;

/** The options of one kind of batch. */
export function batchOptions(
  kind: keyof typeof gatherMsOf,
  sizes: BatchSizes,
  observe: BatchObserver,
): GroupCommitOptions {
  const gatherMs = gatherMsOf[kind];
  const onBatch = (size: number): void => observe(kind, size);
  return gatherMs === null ? { ...sizes, onBatch } : { ...sizes, onBatch, gatherMs };
}
