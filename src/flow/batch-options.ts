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

/**
 * A transaction of two rows costs nearly as much as one of ten, and takes from those who wait for
 * an answer what it costs. Nobody sees these times: a message takes seconds, as does a failover.
 */
const handOverMs = 8;
const followUpMs = 20;

/** The same for handing messages over: the first goes at once, those right behind it together. */
export function handOverOptions(
  kind: string,
  sizes: BatchSizes,
  observe: BatchObserver,
): GroupCommitOptions {
  return { ...batchOptions(kind, sizes, observe), gatherMs: handOverMs };
}

/** The same for steps that take down what has happened already: the message is out. */
export function followUpOptions(
  kind: string,
  sizes: BatchSizes,
  observe: BatchObserver,
): GroupCommitOptions {
  return { ...batchOptions(kind, sizes, observe), gatherMs: followUpMs };
}
