import type { Bus } from "../../flow/tail.js";
import { createAlertQueue, type AlertQueue } from "./alert-queue.js";
import type { AlertRow, AlertTailReader } from "./ports.js";

/** Follows tenants' alerts: one reader per process for everybody who watches. */
export interface AlertTail {
  /**
   * Alerts raised from now on, each once, and each again once when it is resolved. `return()` frees
   * it at once, also while it waits.
   */
  follow(tenantId: string): Promise<AsyncIterableIterator<AlertRow>>;
  /** Ends every follower and the reading. */
  close(): Promise<void>;
}

export interface AlertTailParts {
  readonly reader: AlertTailReader;
  readonly bus: Bus;
  readonly now: () => Date;
  /** Hears of readings that failed; the next one comes after the usual pause. */
  readonly onError: (error: unknown) => void;
  readonly pauseMs?: number;
}

const pauseMsDefault = 1_000;
// Alerts become visible when their transaction commits; none takes as long as this.
const windowMs = 60_000;

/** Makes the process's tail. Nothing is read while nobody watches. */
export function createAlertTail(parts: AlertTailParts): AlertTail {
  const { bus, onError, pauseMs = pauseMsDefault } = parts;
  const watched = new Map<string, Set<AlertQueue>>();
  const seen = new Map<string, number>();
  const read = (tenantIds: readonly string[]) => readNew(parts, watched, seen, tenantIds);
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> = Promise.resolve();
  let isClosed = false;

  const unsubscribe = bus.subscribe("alerts", (tenantIds) => {
    if (tenantIds.some((tenantId) => watched.has(tenantId))) {
      schedule(0);
    }
  });

  function schedule(delayMs: number): void {
    // A reading that is due already is not put off; a hint makes it come at once.
    if (watched.size === 0 || isClosed || (timer !== undefined && delayMs > 0)) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void readAll();
    }, delayMs);
  }

  function readAll(): Promise<void> {
    reading = reading.then(() => read([...watched.keys()])).catch(onError);
    return reading.finally(() => schedule(pauseMs));
  }

  return {
    async follow(tenantId) {
      // What there is already is marked as seen before the follower is there to hear of it.
      reading = reading.then(() => read([tenantId])).catch(onError);
      await reading;
      const queue = createAlertQueue(() => {
        const queues = watched.get(tenantId);
        queues?.delete(queue);
        if (queues?.size === 0) {
          watched.delete(tenantId);
        }
        if (watched.size === 0) {
          clearTimeout(timer);
          timer = undefined;
          seen.clear();
        }
      });
      watched.set(tenantId, (watched.get(tenantId) ?? new Set()).add(queue));
      schedule(pauseMs);
      return queue.items;
    },
    async close() {
      isClosed = true;
      unsubscribe();
      clearTimeout(timer);
      await reading;
      for (const queue of [...watched.values()].flatMap((set) => [...set])) {
        await queue.items.return?.();
      }
    },
  };
}

/** Hands alerts that were not seen before to whoever watches their tenant. */
async function readNew(
  { reader, now }: AlertTailParts,
  watched: ReadonlyMap<string, ReadonlySet<AlertQueue>>,
  seen: Map<string, number>,
  tenantIds: readonly string[],
): Promise<void> {
  if (tenantIds.length === 0) {
    return;
  }
  const since = now().getTime() - windowMs;
  for (const alert of await reader.alertsSince(tenantIds, new Date(since))) {
    const { id, raisedAt, resolvedAt } = alert;
    const news = resolvedAt === null ? id : `${id} resolved`;
    if (!seen.has(news)) {
      seen.set(news, (resolvedAt ?? raisedAt).getTime());
      watched.get(alert.tenantId)?.forEach((queue) => queue.push(alert));
    }
  }
  for (const [news, at] of seen) {
    if (at < since - windowMs) {
      seen.delete(news);
    }
  }
}
