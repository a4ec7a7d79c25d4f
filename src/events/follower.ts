import { ReaderTooSlow } from "../core/reader-too-slow.js";
import type { EventFilter } from "../flow/reads.js";
import type { TailItem } from "../flow/tail.js";

/** How many items may wait for a reader before it is given up. */
export const behindMax = 1_000;

/**
 * One reader of a tenant's log: a bounded queue with an iterator in front. An iterator of its own
 * instead of an `async function*`, because `return()` has to end one that waits, not queue up
 * behind it.
 */
export class Follower implements AsyncIterableIterator<TailItem> {
  readonly #queue: TailItem[] = [];
  #waiting: PromiseWithResolvers<IteratorResult<TailItem>>[] = [];
  #room: (() => void) | null = null;
  #failure: Error | null = null;
  #isDone = false;

  /** Events up to this one were delivered, or looked at and left out. */
  position = 0n;
  lastItemAt = 0;
  /** The first event that this process wrote while the reader's place was looked up. */
  firstWritten: bigint | null = null;
  /** True while it reads the log by itself, because it could not keep up. */
  isLagging = false;

  constructor(
    readonly tenantId: string,
    readonly filter: EventFilter,
    private readonly onEnd: (follower: Follower) => void,
  ) {}

  get isDone(): boolean {
    return this.#isDone;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Takes note of the first of events that were written; they may be told in any order. */
  wrote(seq: bigint): void {
    const { firstWritten } = this;
    this.firstWritten = firstWritten === null || seq < firstWritten ? seq : firstWritten;
  }

  /** Hands an item over; gives the reader up when too many wait already. */
  push(item: TailItem, at: number): void {
    if (this.#isDone) {
      return;
    }
    this.lastItemAt = at;
    const reader = this.#waiting.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: item });
    } else if (this.#queue.length >= behindMax) {
      this.fail(new ReaderTooSlow(`a reader is more than ${behindMax} events behind`));
    } else {
      this.#queue.push(item);
    }
  }

  /** Resolves when fewer than `max` items wait, or the reader left. */
  async hasRoom(max: number): Promise<void> {
    if (this.#queue.length >= max && !this.#isDone) {
      await new Promise<void>((resolve) => {
        this.#room = () => {
          if (this.#queue.length < max || this.#isDone) {
            this.#room = null;
            resolve();
          }
        };
      });
    }
  }

  /** Ends it with an error, told to the reader after what is queued is dropped. */
  fail(error: Error): void {
    if (this.#isDone) {
      return;
    }
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#failure = error;
    } else {
      this.#waiting.shift();
      first.reject(error);
    }
    this.#end();
  }

  next(): Promise<IteratorResult<TailItem>> {
    const item = this.#queue.shift();
    if (item !== undefined) {
      this.#room?.();
      return Promise.resolve({ done: false, value: item });
    }
    const failure = this.#failure;
    if (failure !== null) {
      this.#failure = null;
      return Promise.reject(failure);
    }
    if (this.#isDone) {
      return Promise.resolve({ done: true, value: undefined });
    }
    const waiting = Promise.withResolvers<IteratorResult<TailItem>>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  return(): Promise<IteratorResult<TailItem>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error?: unknown): Promise<IteratorResult<TailItem>> {
    this.#end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    if (this.#isDone) {
      return;
    }
    this.#isDone = true;
    this.#queue.length = 0;
    for (const waiting of this.#waiting) {
      waiting.resolve({ done: true, value: undefined });
    }
    this.#waiting = [];
    this.#room?.();
    this.onEnd(this);
  }
}
