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

/** The options of one kind of batch. */
export function batchOptions(
  kind: string,
  sizes: BatchSizes,
  observe: BatchObserver,
): GroupCommitOptions {
  return { ...sizes, onBatch: (size) => observe(kind, size) };
}
