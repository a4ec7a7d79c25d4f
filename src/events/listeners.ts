import type { BusTopic } from "../flow/tail.js";

export type BusListener = (keys: readonly string[]) => void;

/**
 * Who listens to which topic in this process;
 * hints are gathered and told once per turn of the event loop.
 */
export class Listeners {
  readonly #byTopic = new Map<BusTopic, Set<BusListener>>();
  readonly #gathered = new Map<BusTopic, Set<string>>();
  #isScheduled = false;

  constructor(private readonly onError: (error: unknown) => void) {}

  subscribe(topic: BusTopic, listener: BusListener): () => void {
    const listeners = this.#byTopic.get(topic) ?? new Set();
    listeners.add(listener);
    this.#byTopic.set(topic, listeners);
    return () => void listeners.delete(listener);
  }

  /** Tells soon, and never within the caller's own turn. */
  tell(topic: BusTopic, keys: readonly string[]): void {
    const gathered = this.#gathered.get(topic) ?? new Set();
    for (const key of keys) {
      gathered.add(key);
    }
    this.#gathered.set(topic, gathered);
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#tellAll());
    }
  }

  #tellAll(): void {
    this.#isScheduled = false;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (const [topic, keys] of gathered) {
      for (const listener of this.#byTopic.get(topic) ?? []) {
        try {
          listener([...keys]);
        } catch (error) {
          this.onError(error);
        }
      }
    }
  }
}
