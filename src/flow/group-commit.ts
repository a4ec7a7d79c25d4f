import { setTimeout as sleep } from "node:timers/promises";

/** How one kind of write is gathered into batches. */
export interface GroupCommitOptions {
  /** Items per batch at most. */
  readonly batchMax: number;
  /** Items that may wait; one more is refused with `QueueFull`. */
  readonly queueMax: number;
  /** Called with each batch's size, for metrics. */
  readonly onBatch?: (size: number) => void;
  /** How long the next batch gathers; left out = not at all. */
  readonly gather?: Gathering;
}

/**
 * How long the next batch gathers at least behind one, in milliseconds; 0 = not at all. What comes
 * while nothing is under way never waits, nor does a batch that is full already by then.
 */
export interface Gathering {
  readonly behindSmallMs: number;
  /** Behind one that shows a load. */
  readonly behindLargeMs: number;
}

/** A batch of this size shows a load: more will have come before the next one is written. */
const largeFrom = 32;
const atOnce: Gathering = { behindSmallMs: 0, behindLargeMs: 0 };

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
  const { batchMax, gather = atOnce } = options;
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      options.onBatch?.(batch.length);
      await runAll(batch);
      await gatherBehind(batch.length);
    }
    isRunning = false;
  }

  async function gatherBehind(size: number): Promise<void> {
    const ms = size < largeFrom ? gather.behindSmallMs : gather.behindLargeMs;
    if (ms > 0 && batchMax > 1 && waiting.length < batchMax) {
      await sleep(ms);
    }
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
