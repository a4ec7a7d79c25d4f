/** Values by two words; finding one joins no texts. */
export class PairMap<T> {
  readonly #rows = new Map<string, Map<string, T>>();

  get(one: string, other: string): T | undefined {
    return this.#rows.get(one)?.get(other);
  }

  set(one: string, other: string, value: T): void {
    const row = this.#rows.get(one);
    if (row === undefined) {
      this.#rows.set(one, new Map([[other, value]]));
    } else {
      row.set(other, value);
    }
  }

  /** What is known of the two, else what `work` makes of them: it is kept. */
  known(one: string, other: string, work: () => T): T {
    const found = this.get(one, other);
    if (found !== undefined) {
      return found;
    }
    const made = work();
    this.set(one, other, made);
    return made;
  }

  clear(): void {
    this.#rows.clear();
  }
}
