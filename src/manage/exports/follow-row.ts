import type { Bus } from "../../flow/tail.js";

/** Something that a job makes, as it is followed. */
export interface FollowedRow<Row> {
  readonly id: string;
  /** How it stands; null = there is none. */
  readonly read: () => Promise<Row | null>;
  /** Equal for what need not be told twice. */
  readonly textOf: (row: Row) => string;
  /** True when nothing comes after this. */
  readonly isOver: (row: Row) => boolean;
}

// Hints make it fast; a hint that was lost makes it no slower than this.
const pollMsDefault = 2_000;

/**
 * How a row stands, now and whenever that changes, until it is over. Ends at once when there is
 * none. `return()` frees it at once, also while it waits. Hints come under the topic "exports".
 */
export function followRow<Row>(
  { bus, pollMs = pollMsDefault }: { readonly bus: Bus; readonly pollMs?: number },
  { id, read: readRow, textOf, isOver: isLast }: FollowedRow<Row>,
): AsyncIterableIterator<Row> {
  const left = Promise.withResolvers<null>();
  let hint = Promise.withResolvers<void>();
  const unsubscribe = bus.subscribe("exports", (ids) => {
    if (ids.includes(id)) {
      hint.resolve();
    }
  });
  let told = "";
  let isOver = false;

  async function read(): Promise<Row | null> {
    for (;;) {
      // Before reading, so that no hint is missed in between.
      hint = Promise.withResolvers<void>();
      const row = await readRow();
      if (row === null) {
        return null;
      }
      const text = textOf(row);
      if (text !== told) {
        told = text;
        return row;
      }
      const pause = timer(pollMs);
      await Promise.race([hint.promise, pause.over, left.promise]);
      pause.cancel();
      if (isOver) {
        return null;
      }
    }
  }

  function end(): void {
    isOver = true;
    unsubscribe();
    left.resolve(null);
  }

  return {
    async next() {
      const row = isOver ? null : await Promise.race([read(), left.promise]);
      if (row === null) {
        end();
        return { done: true, value: undefined };
      }
      if (isLast(row)) {
        end();
      }
      return { done: false, value: row };
    },
    return() {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function timer(ms: number): { readonly over: Promise<void>; cancel(): void } {
  const over = Promise.withResolvers<void>();
  const handle = setTimeout(over.resolve, ms);
  return { over: over.promise, cancel: () => clearTimeout(handle) };
}
