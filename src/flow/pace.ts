import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, HotStore, Key } from "./ports.js";

interface Waiting {
  readonly key: Key;
  readonly go: () => void;
}

const throttleMsDefault = 1_000;
const throttleMsMax = 30_000;
const renewEveryMs = 5_000;

/**
 * Keeps every account at its submissions per second, across all processes: each takes places in the account's
 * pace from the database for what waits here, and renews its leases meanwhile.
 */
export class Pace {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #notBefore = new Map<string, number>();

  constructor(
    private readonly store: HotStore,
    private readonly clock: Clock,
    private readonly processId: string,
    private readonly leaseMs: number,
    private readonly failed: (error: unknown, what: string) => void,
  ) {}

  /** Resolves when the attempt may go. At once for an account without a limit that is not being slowed down. */
  async turn(accountId: string, perSecond: number | null, key: Key): Promise<void> {
    const pauseMs = (this.#notBefore.get(accountId) ?? 0) - this.clock.now().getTime();
    if (pauseMs > 0) {
      await sleep(pauseMs);
    }
    if (perSecond === null) {
      return;
    }
    await new Promise<void>((resolve) => {
      const queue = this.#waiting.get(accountId);
      if (queue !== undefined) {
        queue.push({ key, go: resolve });
        return;
      }
      this.#waiting.set(accountId, [{ key, go: resolve }]);
      void this.#serve(accountId, perSecond);
    });
  }

  /** The vendor answered that we are too fast: nothing goes out for a while. retryAfterMs null = 1 s. */
  slowDown(accountId: string, retryAfterMs: number | null): void {
    const pauseMs = Math.min(retryAfterMs ?? throttleMsDefault, throttleMsMax);
    this.#notBefore.set(accountId, this.clock.now().getTime() + pauseMs);
  }

  /** Serves one account's queue until it is empty: takes places for a quarter of a second at a time. */
  async #serve(accountId: string, perSecond: number): Promise<void> {
    let renewedAt = this.clock.now().getTime();
    for (;;) {
      const queue = this.#waiting.get(accountId) ?? [];
      if (queue.length === 0) {
        this.#waiting.delete(accountId);
        return;
      }
      const now = this.clock.now();
      if (now.getTime() - renewedAt > renewEveryMs) {
        renewedAt = now.getTime();
        await this.#renew(queue, now);
      }
      const batch = queue.slice(0, Math.max(1, Math.floor(perSecond / 4)));
      const first = await this.#takeSlots(accountId, batch.length, perSecond, now);
      for (const [index, one] of batch.entries()) {
        const at = first.getTime() + (index * 1000) / perSecond;
        const waitMs = at - this.clock.now().getTime();
        if (waitMs > 1) {
          await sleep(waitMs);
        }
        queue.shift();
        one.go();
      }
    }
  }

  async #takeSlots(accountId: string, count: number, perSecond: number, now: Date): Promise<Date> {
    try {
      return await this.store.takeSlots(accountId, count, perSecond, now);
    } catch (error) {
      this.failed(error, `pace of account ${accountId}`);
      return now;
    }
  }

  async #renew(queue: readonly Waiting[], now: Date): Promise<void> {
    try {
      const until = new Date(now.getTime() + this.leaseMs);
      await this.store.renewLeases(
        queue.map((one) => one.key),
        this.processId,
        until,
      );
    } catch (error) {
      this.failed(error, "renewing leases");
    }
  }
}
