/** Of one tenant, at work or waiting. */
const perTenantMax = 3;

/**
 * Gives replays their turn: one at a time in this process, so that one log at a time is held in
 * memory, and of each tenant no more than a few, so that nobody's wait is long.
 */
export class ReplayTurns {
  #last: Promise<unknown> = Promise.resolve();
  readonly #counts = new Map<string, number>();

  /** What `work` comes to, after all that was asked for before; null = the tenant has too many. */
  run<T>(tenantId: string, work: () => Promise<T>): Promise<T> | null {
    const count = this.#counts.get(tenantId) ?? 0;
    if (count >= perTenantMax) {
      return null;
    }
    this.#counts.set(tenantId, count + 1);
    const mine = this.#last.then(work).finally(() => this.#end(tenantId));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #end(tenantId: string): void {
    const left = (this.#counts.get(tenantId) ?? 1) - 1;
    if (left === 0) {
      this.#counts.delete(tenantId);
    } else {
      this.#counts.set(tenantId, left);
    }
  }
}

/** What a caller is told who has that many already. */
export const replayLimit = `${perTenantMax} replays at a time`;
