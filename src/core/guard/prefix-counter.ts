/** What was counted in the running window and in the one before. */
interface Count {
  window: number;
  running: number;
  before: number;
}

/** Keys that are counted at a time; beyond, those that were counted longest ago go. */
const keysMax = 100_000;

/**
 * Counts by key within sliding windows, by two windows side by side: the last one counts as far as
 * the sliding window still covers it. Right on average, by at most the unevenness of one window.
 */
export class PrefixCounter {
  readonly #counts = new Map<string, Count>();

  /** How many were added within the last `windowSec` seconds. O(1). */
  seen(key: string, windowSec: number, atSec: number): number {
    const found = this.#counts.get(key);
    if (found === undefined) {
      return 0;
    }
    const { running, before } = moved(found, Math.floor(atSec / windowSec));
    return running + before * (1 - (atSec / windowSec - Math.floor(atSec / windowSec)));
  }

  /** Counts one more; a key keeps to one `windowSec`. O(1). */
  add(key: string, windowSec: number, atSec: number): void {
    const window = Math.floor(atSec / windowSec);
    const found = this.#counts.get(key);
    const now = found === undefined ? { window, running: 0, before: 0 } : moved(found, window);
    now.running += 1;
    // Last in the map = counted last.
    this.#counts.delete(key);
    this.#counts.set(key, now);
    if (this.#counts.size > keysMax) {
      const [oldest] = this.#counts.keys();
      this.#counts.delete(oldest ?? key);
    }
  }
}

function moved({ window, running, before }: Count, to: number): Count {
  switch (Math.max(0, to - window)) {
    case 0:
      return { window, running, before };
    case 1:
      return { window: to, running: 0, before: running };
    default:
      return { window: to, running: 0, before: 0 };
  }
}
