import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, HotStore, Key } from "./ports.js";

interface Waiting {
  readonly key: Key;
  /** Null = no limit; it waits for the end of a pause. */
  readonly perSecond: number | null;
  readonly go: () => void;
}

/** The attempts that wait for one account, in order of arrival. */
interface Queue {
  readonly waiting: Waiting[];
  renewedAt: number;
}

const throttleMsDefault = 1_000;
const throttleMsMax = 30_000;
const renewEveryMs = 5_000;
const sharedPauseMsMin = 250;

/**
 * Keeps every account at its submissions per second, across all processes: each takes places in the
 * account's pace from the database for what waits here, and renews its leases meanwhile. An account
 * that is told that it is too fast pauses, everywhere: its next free place is put off. One without
 * a limit takes no places, so that each process learns of its pause from the vendor's own answer.
 */
export class Pace {
  readonly #queues = new Map<string, Queue>();
  readonly #notBefore = new Map<string, number>();

  constructor(
    private readonly store: HotStore,
    private readonly clock: Clock,
    private readonly processId: string,
    private readonly leaseMs: number,
    private readonly failed: (error: unknown, what: string) => void,
  ) {}

  /**
   * Resolves when the attempt may go: at once for an account without a limit that does not pause.
   *
   * @param perSecond null = no limit
   */
  async turn(accountId: string, perSecond: number | null, key: Key): Promise<void> {
    if (perSecond === null && this.#pauseMs(accountId) <= 0) {
      return;
    }
    await new Promise<void>((resolve) => {
      const one = { key, perSecond, go: resolve };
      const queue = this.#queues.get(accountId);
      if (queue !== undefined) {
        queue.waiting.push(one);
        return;
      }
      const begun = { waiting: [one], renewedAt: this.clock.now().getTime() };
      this.#queues.set(accountId, begun);
      void this.#serve(accountId, begun);
    });
  }

  /**
   * The vendor answered that we are too fast: nothing goes out for a while. Answers that say much
   * the same as the one before are not told to the others.
   *
   * @param retryAfterMs null = 1 s
   * @param perSecond    null = no limit
   */
  slowDown(accountId: string, retryAfterMs: number | null, perSecond: number | null): void {
    const pauseMs = Math.min(retryAfterMs ?? throttleMsDefault, throttleMsMax);
    const until = this.clock.now().getTime() + pauseMs;
    const known = this.#notBefore.get(accountId) ?? 0;
    this.#notBefore.set(accountId, Math.max(until, known));
    if (perSecond !== null && until - known >= sharedPauseMsMin) {
      this.store
        .putOffSlots(accountId, new Date(until))
        .catch((error: unknown) => this.failed(error, `pause of account ${accountId}`));
    }
  }

  /**
   * Serves one account's queue until it is empty: takes places for a quarter of a second at a time.
   */
  async #serve(accountId: string, queue: Queue): Promise<void> {
    const { waiting } = queue;
    for (;;) {
      const [first] = waiting;
      if (first === undefined) {
        this.#queues.delete(accountId);
        return;
      }
      await this.#renew(queue);
      const pauseMs = this.#pauseMs(accountId);
      if (pauseMs > 0) {
        await sleep(Math.min(pauseMs, renewEveryMs));
      } else if (first.perSecond === null) {
        waiting.shift();
        first.go();
      } else {
        await this.#release(accountId, queue, first.perSecond);
      }
    }
  }

  async #release(accountId: string, queue: Queue, perSecond: number): Promise<void> {
    const { waiting } = queue;
    const now = this.clock.now();
    const count = Math.min(waiting.length, Math.max(1, Math.floor(perSecond / 4)));
    const first = await this.#takeSlots(accountId, count, perSecond, now);
    for (let index = 0; index < count; index += 1) {
      await this.#until(first.getTime() + (index * 1000) / perSecond, queue);
      waiting.shift()?.go();
    }
  }

  /** Waits for a place, which may be far off after a pause that another process told of. */
  async #until(at: number, queue: Queue): Promise<void> {
    for (;;) {
      const waitMs = at - this.clock.now().getTime();
      if (waitMs <= 1) {
        return;
      }
      await sleep(Math.min(waitMs, renewEveryMs));
      await this.#renew(queue);
    }
  }

  #pauseMs(accountId: string): number {
    const until = this.#notBefore.get(accountId);
    return until === undefined ? 0 : until - this.clock.now().getTime();
  }

  async #takeSlots(accountId: string, count: number, perSecond: number, now: Date): Promise<Date> {
    try {
      return await this.store.takeSlots(accountId, count, perSecond, now);
    } catch (error) {
      this.failed(error, `pace of account ${accountId}`);
      return now;
    }
  }

  /** Keeps other processes from taking over what waits here. */
  async #renew(queue: Queue): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - queue.renewedAt < renewEveryMs) {
      return;
    }
    queue.renewedAt = now;
    try {
      await this.store.renewLeases(
        queue.waiting.map((one) => one.key),
        this.processId,
        new Date(now + this.leaseMs),
      );
    } catch (error) {
      this.failed(error, "renewing leases");
    }
  }
}
