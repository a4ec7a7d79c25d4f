/** What was counted in the running window and in the one before. */
interface Count {
  window: number;
  running: number;
  before: number;
}

/** What one window of a key comes to. */
export interface PrefixCount {
  readonly key: string;
  readonly windowSec: number;
  /** Which window since 1970 it is. */
  readonly window: number;
  readonly sends: number;
}

/** Keys that are counted at a time; beyond, those that were counted longest ago go. */
const keysMax = 100_000;

/**
 * Counts by key within sliding windows, by two windows side by side: the last one counts as far as
 * the sliding window still covers it. Right on average, by at most the unevenness of one window.
 * What was added here is handed over for others to add, and what all have added is taken in.
 */
export class PrefixCounter {
  readonly #counts = new Map<string, Count>();
  /** Added here and not handed over yet, by key and window. */
  #added = new Map<string, PrefixCount>();

  /** True when something was added since `takeAdded`. */
  get hasAdded(): boolean {
    return this.#added.size > 0;
  }

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
    this.#count(key, window).running += 1;
    this.#hand({ key, windowSec, window, sends: 1 });
  }

  /** What was added since the last call. */
  takeAdded(): readonly PrefixCount[] {
    const added = [...this.#added.values()];
    this.#added = new Map();
    return added;
  }

  /** Hands over again what could not be stored. */
  putBack(added: readonly PrefixCount[]): void {
    for (const one of added) {
      this.#hand(one);
    }
  }

  /** Takes in what all processes have added to a window, all that was handed over included. */
  know({ key, window, sends }: Omit<PrefixCount, "windowSec">): void {
    const latest = this.#counts.get(key)?.window ?? window;
    const count = this.#count(key, Math.max(latest, window));
    const total = sends + (this.#added.get(`${key} ${window}`)?.sends ?? 0);
    if (window === count.window) {
      count.running = total;
    } else if (window === count.window - 1) {
      count.before = total;
    }
  }

  #hand(one: PrefixCount): void {
    const name = `${one.key} ${one.window}`;
    const known = this.#added.get(name);
    this.#added.set(name, { ...one, sends: one.sends + (known?.sends ?? 0) });
  }

  #count(key: string, window: number): Count {
    const found = this.#counts.get(key);
    const now = found === undefined ? { window, running: 0, before: 0 } : moved(found, window);
    // Last in the map = counted last.
    this.#counts.delete(key);
    this.#counts.set(key, now);
    if (this.#counts.size > keysMax) {
      const [oldest] = this.#counts.keys();
      this.#counts.delete(oldest ?? key);
    }
    return now;
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
