import type { BusTopic } from "../flow/tail.js";

/** @param isOwn true = this process published it */
export type BusListener = (keys: readonly string[], isOwn: boolean) => void;

interface HintsBySource {
  /** Published by this process. */
  readonly own: Map<BusTopic, Set<string>>;
  readonly others: Map<BusTopic, Set<string>>;
}

/**
 * Who listens to which topic in this process;
 * hints are gathered and told once per turn of the event loop.
 */
export class Listeners {
  readonly #byTopic = new Map<BusTopic, Set<BusListener>>();
  #gathered: HintsBySource = nothing();
  #isScheduled = false;

  constructor(private readonly onError: (error: unknown) => void) {}

  subscribe(topic: BusTopic, listener: BusListener): () => void {
    const listeners = this.#byTopic.get(topic) ?? new Set();
    listeners.add(listener);
    this.#byTopic.set(topic, listeners);
    return () => void listeners.delete(listener);
  }

  /** Tells soon, and never within the caller's own turn. */
  tell(topic: BusTopic, keys: readonly string[], from: keyof HintsBySource): void {
    const gathered = this.#gathered[from].get(topic) ?? new Set();
    for (const key of keys) {
      gathered.add(key);
    }
    this.#gathered[from].set(topic, gathered);
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#tellAll());
    }
  }

  #tellAll(): void {
    this.#isScheduled = false;
    const { own, others } = this.#gathered;
    this.#gathered = nothing();
    this.#tellOf(own, true);
    this.#tellOf(others, false);
  }

  #tellOf(hints: ReadonlyMap<BusTopic, ReadonlySet<string>>, isOwn: boolean): void {
    for (const [topic, keys] of hints) {
      for (const listener of this.#byTopic.get(topic) ?? []) {
        try {
          listener([...keys], isOwn);
        } catch (error) {
          this.onError(error);
        }
      }
    }
  }
}

function nothing(): HintsBySource {
  return { own: new Map(), others: new Map() };
}
