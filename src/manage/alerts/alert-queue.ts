import type { AlertRow } from "./ports.js";

/** One follower's alerts between whoever reads them and whoever waits for them. */
export interface AlertQueue {
  push(alert: AlertRow): void;
  readonly items: AsyncIterableIterator<AlertRow>;
}

const waitingMax = 1_000;

/**
 * Makes a queue of at most 1,000 alerts; of more the oldest are dropped, they can still be queried.
 *
 * @param onReturn called once, when the follower leaves
 */
export function createAlertQueue(onReturn: () => void): AlertQueue {
  const waiting: AlertRow[] = [];
  const wanted: ((result: IteratorResult<AlertRow>) => void)[] = [];
  let isOver = false;
  const over: IteratorResult<AlertRow> = { done: true, value: undefined };
  return {
    push(alert) {
      const want = wanted.shift();
      if (want !== undefined) {
        want({ done: false, value: alert });
        return;
      }
      waiting.push(alert);
      if (waiting.length > waitingMax) {
        waiting.shift();
      }
    },
    items: {
      next() {
        const alert = waiting.shift();
        if (alert !== undefined && !isOver) {
          return Promise.resolve({ done: false, value: alert });
        }
        return isOver ? Promise.resolve(over) : new Promise((resolve) => wanted.push(resolve));
      },
      return() {
        if (!isOver) {
          isOver = true;
          onReturn();
          wanted.splice(0).forEach((want) => want(over));
        }
        return Promise.resolve(over);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
