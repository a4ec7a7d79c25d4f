import type { PrefixCount, PrefixCounter } from "../core/guard/prefix-counter.js";

/** What all processes count together. */
export interface PrefixCountStore {
  /**
   * Adds what this process counted; returns these windows and whatever of these tenants changed
   * since a moment of the database, with the moment of this look. Null = everything.
   */
  sharePrefixCounts(
    added: readonly PrefixCount[],
    tenantIds: readonly string[],
    since: Date | null,
  ): Promise<{ readonly counts: readonly Omit<PrefixCount, "windowSec">[]; readonly at: Date }>;
}

/** What others commit this much later than they began is not overlooked. */
const overlapMs = 5_000;
const pauseMs = 100;

/**
 * Lets the counts of tenants' limits hold in all processes, beside the sends: what was counted here
 * is told as soon as it is stored, and again after a tenth of a second. So a limit is passed by no
 * more than what other processes send in that time.
 */
export class GuardCounts {
  #since: Date | null = null;
  #tenants: readonly string[] = [];
  #running: Promise<void> | null = null;

  constructor(
    private readonly counter: PrefixCounter,
    private readonly store: PrefixCountStore | null,
    private readonly failed: (error: unknown, what: string) => void,
  ) {}

  /** Tells what was counted, unless that is under way. O(1) where nothing was. */
  nudge(): void {
    if (this.counter.hasAdded && this.store !== null && this.#running === null) {
      this.#running = this.#share(this.store)
        .catch((error: unknown) => this.failed(error, "sharing what guard rules count"))
        .finally(() => {
          this.#running = null;
        });
    }
  }

  /** Reads what others counted for tenants that have limits; nothing without any. */
  async refresh(tenantIds: readonly string[]): Promise<void> {
    const isNew = tenantIds.some((id) => !this.#tenants.includes(id));
    this.#tenants = tenantIds;
    this.#since = isNew ? null : this.#since;
    if (tenantIds.length > 0 && this.store !== null) {
      await this.#running;
      await this.#once(this.store);
    }
  }

  /** Resolves when all that was counted is told. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #share(store: PrefixCountStore): Promise<void> {
    while (this.counter.hasAdded) {
      await this.#once(store);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async #once(store: PrefixCountStore): Promise<void> {
    const added = this.counter.takeAdded();
    try {
      const { counts, at } = await store.sharePrefixCounts(added, this.#tenants, this.#since);
      counts.forEach((count) => this.counter.know(count));
      this.#since = new Date(at.getTime() - overlapMs);
    } catch (error) {
      this.counter.putBack(added);
      throw error;
    }
  }
}
