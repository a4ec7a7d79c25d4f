import type { Gathering, GroupCommitOptions } from "./group-commit.js";

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
 * How long the next batch of a kind gathers. A transaction of two rows costs nearly as much as one
 * of ten, and takes from those who wait what it costs; with many tenants one of a hundred costs a
 * tenth less for each than one of sixty, since every tenant's log and budgets are written once.
 */
const gathers = {
  // Somebody waits for the answer: only where more is asked than small batches could carry.
  accept: { behindSmallMs: 0, behindLargeMs: 20 },
  verify: { behindSmallMs: 0, behindLargeMs: 20 },
  // On its way to the vendor: the first message goes at once, those right behind it together.
  submitting: { behindSmallMs: 8, behindLargeMs: 20 },
  // What has happened already, and is only taken down: answers and receipts. Nobody sees these
  // times: a message takes seconds, as does a failover. Small ones wait longest, for company: each
  // of their transactions stands in the way of a sendOtp that somebody waits for.
  news: { behindSmallMs: 50, behindLargeMs: 20 },
} as const satisfies Record<string, Gathering>;

/** A message has an answer and a receipt. */
const itemsPerSend: Readonly<Partial<Record<keyof typeof gathers, number>>> = { news: 2 };

/** The options of one kind of batch; `batchMax` counts sends. */
export function batchOptions(
  kind: keyof typeof gathers,
  sizes: BatchSizes,
  observe: BatchObserver,
): GroupCommitOptions {
  const batchMax = sizes.batchMax === 1 ? 1 : sizes.batchMax * (itemsPerSend[kind] ?? 1);
  return { ...sizes, batchMax, gather: gathers[kind], onBatch: (size) => observe(kind, size) };
}
