/** Values to draw from, each as often as its weight says. */
export class WeighedPool<T> {
  readonly #values: T[] = [];
  readonly #sums: number[] = [];
  #total = 0;

  /** @param weight 0 or more; what weighs nothing is never drawn */
  add(value: T, weight: number): void {
    if (weight > 0) {
      this.#total += weight;
      this.#values.push(value);
      this.#sums.push(this.#total);
    }
  }

  /** How many values may be drawn. */
  get size(): number {
    return this.#values.length;
  }

  /** One value; undefined where there is none. @param draw uniform in [0, 1). O(log n). */
  drawn(draw: number): T | undefined {
    const wanted = draw * this.#total;
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#values[low];
  }
}
