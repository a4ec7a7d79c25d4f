/** Items to draw from, each as often as its weight says. */
export class WeighedPool<T> {
  readonly #sums: number[] = [];
  #total = 0;
  #squares = 0;

  /** @param items those of weight 0 are never drawn */
  constructor(
    private readonly items: readonly T[],
    weightOf: (item: T) => number,
  ) {
    for (const item of items) {
      const weight = weightOf(item);
      this.#total += weight;
      this.#squares += weight * weight;
      this.#sums.push(this.#total);
    }
  }

  /** (Σw)² / Σw²: how many equally weighed items tell as much. */
  get effective(): number {
    return this.#squares === 0 ? 0 : this.#total ** 2 / this.#squares;
  }

  /** One item; undefined where all weights are 0. @param draw uniform in [0, 1). O(log n). */
  drawn(draw: number): T | undefined {
    const wanted = draw * this.#total;
    let low = 0;
    let high = this.#sums.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#total === 0 ? undefined : this.items[low];
  }
}
