/**
 * A map that forgets: it keeps at least the entries set last, as many as it is told, and at most
 * twice as many. Each step takes as long however many there are; to delete a map's oldest entry,
 * one at a time, takes longer the more were deleted before.
 */
export class Recent<Key, Value> {
  #young = new Map<Key, Value>();
  #old: Map<Key, Value> = new Map();

  /** @param least how many of the entries set last are kept for certain */
  constructor(private readonly least: number) {}

  get(key: Key): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size > this.least) {
      this.#old = this.#young;
      this.#young = new Map([[key, value]]);
    }
  }

  delete(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
