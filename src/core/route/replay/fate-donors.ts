import type { Fate, KnownSend } from "./known-send.js";
import type { LoggedAttempt } from "./replay-log.js";
import { WeighedPool } from "./weighed-pool.js";

/** Fewer than this in a cell, and its country's are drawn from. */
const cellMin = 20;

/** Logged attempts to take times and costs from, by route and what became of them. */
export class FateDonors {
  readonly #pools = new Map<string, WeighedPool<LoggedAttempt>>();

  /** Takes the attempts of a send in. */
  add({ cell, country, attempts, fates }: KnownSend): void {
    for (const [index, attempt] of attempts.entries()) {
      const what = `${attempt.route} ${fates[index]?.fate ?? "LOST"}`;
      this.#pool(`${cell} ${what}`).add(attempt, 1);
      this.#pool(`${country}|${what}`).add(attempt, 1);
    }
  }

  /**
   * An attempt of the cell, else of the country; null = it never came to this end there.
   *
   * @param draw uniform in [0, 1)
   */
  drawn(
    country: string,
    cell: string,
    route: string,
    fate: Fate,
    draw: number,
  ): LoggedAttempt | null {
    const what = `${route} ${fate}`;
    const near = this.#pools.get(`${cell} ${what}`);
    const pool =
      near !== undefined && near.size >= cellMin ? near : this.#pools.get(`${country}|${what}`);
    return pool?.drawn(draw) ?? null;
  }

  #pool(key: string): WeighedPool<LoggedAttempt> {
    const known = this.#pools.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = new WeighedPool<LoggedAttempt>();
    this.#pools.set(key, made);
    return made;
  }
}
