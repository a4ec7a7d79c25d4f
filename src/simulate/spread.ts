const finest = 0.001;
const stepLog = Math.log(1.005);
const buckets = 4200;

/**
 * How values above 0 are spread, in a fixed number of logarithmic buckets from 0.001 up: a quantile
 * is off by 0.25 % of itself, whatever the number of values. Below 0.001 counts as that.
 */
export class Spread {
  count = 0;
  readonly #counts = new Uint32Array(buckets);

  add(value: number): void {
    const index = value <= finest ? 0 : Math.floor(Math.log(value / finest) / stepLog);
    const bucket = Math.min(buckets - 1, index);
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.count += 1;
  }

  /** The value that a share of all lie below; null when there is none. */
  quantile(share: number): number | null {
    if (this.count === 0) {
      return null;
    }
    let left = share * this.count;
    let bucket = 0;
    for (; bucket < buckets - 1; bucket += 1) {
      left -= this.#counts[bucket] as number;
      if (left <= 0) {
        break;
      }
    }
    return finest * Math.exp(stepLog * (bucket + 0.5));
  }
}
