import type { Bus, BusTopic } from "../flow/tail.js";
import { type BusListener, Listeners } from "./listeners.js";

/** Hints within one process. */
export class InMemoryBus implements Bus {
  readonly #listeners: Listeners;

  constructor(onError: (error: unknown) => void) {
    this.#listeners = new Listeners(onError);
  }

  publish(topic: BusTopic, keys: readonly string[]): void {
    this.#listeners.tell(topic, keys, "own");
  }

  subscribe(topic: BusTopic, listener: BusListener): () => void {
    return this.#listeners.subscribe(topic, listener);
  }
}
