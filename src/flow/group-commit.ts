import { setTimeout as sleep } from "node:timers/promises";

/** How one kind of write is gathered into batches. */
export interface GroupCommitOptions {
  /** Items per batch at most. */
  readonly batchMax: number;
  /** Items that may wait; one more is refused with `QueueFull`. */
  readonly queueMax: number;
  /** Called with each batch's size, for metrics. */
  readonly onBatch?: (size: number) => void;
  /**
   * How long the next batch gathers at least after one that was small, in milliseconds; left out =
   * not at all. What comes while nothing is under way never waits.
   */
  readonly gatherMs?: number;
}

/** A batch of this size shows that enough comes together by itself. */
const smallBelow = 32;

/** Thrown to the caller of an item that finds the queue full; nothing was done. */
export class QueueFull extends Error {}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects concurrent items into batches, at most one of which is under way: while it commits, the
 * next collects. A batch that fails as a whole is run again item by item, so that one bad item
 * fails alone.
 *
 * @param runBatch gets 1..batchMax items, returns one result per item in their order
 */
export function groupCommit<Item, Result>(
  runBatch: (items: readonly Item[]) => Promise<readonly Result[]>,
  options: GroupCommitOptions,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, options.batchMax);
      waiting = waiting.slice(options.batchMax);
      options.onBatch?.(batch.length);
      await runAll(batch);
      if (options.gatherMs !== undefined && batch.length < Math.min(smallBelow, options.batchMax)) {
        await sleep(options.gatherMs);
      }
    }
    isRunning = false;
  }

  async function runAll(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await runBatch(batch.map((one) => one.item));
      batch.forEach((one, index) => one.resolve(results[index] as Result));
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) {
        only.reject(error);
        return;
      }
      for (const one of batch) {
        await runAll([one]);
      }
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= options.queueMax) {
        reject(new QueueFull("too many requests are waiting"));
        return;
      }
      waiting.push({ item, resolve, reject });
      if (!isRunning) {
        isRunning = true;
        // The rest of this turn of the event loop joins the first batch.
        setImmediate(() => void drain());
      }
    });
}
