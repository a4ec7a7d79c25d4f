import { eventCursor } from "../../core/cursor.js";
import type { EventRow } from "../../flow/rows.js";
import { ReaderTooSlow } from "../../core/reader-too-slow.js";
import type { TailItem } from "../../flow/tail.js";
import type { LiveConnection } from "../context.js";

export interface EventStreamParts {
  readonly tenantId: string;
  /** Told before anything that is followed. */
  readonly first: readonly EventRow[];
  /** Null = `first` is all there will be. */
  readonly followed: AsyncIterableIterator<TailItem> | null;
  /** After such an event the stream completes. */
  readonly isLast: (event: EventRow) => boolean;
  /** Null where nobody can be told a cursor. */
  readonly live: LiveConnection | null;
}

/** Close code of a reader that is more than 1,000 events behind. */
const tooSlowCode = 4413;

/**
 * Events for one subscription: `return()` frees what is followed at once,
 * also while `next()` waits.
 */
export class EventStream implements AsyncIterableIterator<EventRow> {
  readonly #first: EventRow[];
  #isDone = false;

  constructor(private readonly parts: EventStreamParts) {
    this.#first = [...parts.first];
  }

  async next(): Promise<IteratorResult<EventRow>> {
    const event = this.#isDone ? null : (this.#first.shift() ?? (await this.#followed()));
    if (event === null) {
      return this.return();
    }
    if (this.parts.isLast(event)) {
      await this.return();
    }
    return { done: false, value: event };
  }

  async return(): Promise<IteratorResult<EventRow>> {
    this.#isDone = true;
    await this.parts.followed?.return?.();
    return { done: true, value: undefined };
  }

  async throw(error?: unknown): Promise<IteratorResult<EventRow>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #followed(): Promise<EventRow | null> {
    const { followed, live, tenantId } = this.parts;
    for (;;) {
      const item = followed === null ? null : await this.#nextItem(followed);
      if (item === null || item.done === true) {
        return null;
      }
      if (item.value.kind === "event") {
        return item.value.event;
      }
      live?.pingCursor(eventCursor(tenantId, item.value.seq));
    }
  }

  async #nextItem(
    followed: AsyncIterableIterator<TailItem>,
  ): Promise<IteratorResult<TailItem> | null> {
    try {
      return await followed.next();
    } catch (error) {
      if (!(error instanceof ReaderTooSlow) || this.parts.live === null) {
        throw error;
      }
      this.parts.live.close(tooSlowCode, "More than 1,000 events behind");
      return null;
    }
  }
}
