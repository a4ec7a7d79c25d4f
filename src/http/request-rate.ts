const bucketsMax = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** How many requests each caller may make: a bucket of tokens per caller, in this process. */
export class RequestRate {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param perSecond how fast a bucket fills
   * @param burst     how much it holds
   * @param now       milliseconds
   */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly now: () => number,
  ) {}

  /** Takes one token; 0 when there was one, else the milliseconds until there is. */
  take(caller: string): number {
    const at = this.now();
    const bucket = this.#buckets.get(caller) ?? this.#add(caller, at);
    const filled = bucket.tokens + ((at - bucket.at) / 1_000) * this.perSecond;
    bucket.tokens = Math.min(this.burst, filled);
    bucket.at = at;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - bucket.tokens) / this.perSecond) * 1_000);
  }

  #add(caller: string, at: number): Bucket {
    if (this.#buckets.size >= bucketsMax) {
      this.#dropFull(at);
    }
    const bucket = { tokens: this.burst, at };
    this.#buckets.set(caller, bucket);
    return bucket;
  }

  /** A bucket that is full again says nothing; when none is, the oldest goes. */
  #dropFull(at: number): void {
    const fillMs = (this.burst / this.perSecond) * 1_000;
    for (const [caller, bucket] of this.#buckets) {
      if (at - bucket.at >= fillMs) {
        this.#buckets.delete(caller);
      }
    }
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size >= bucketsMax && oldest !== undefined) {
      this.#buckets.delete(oldest);
    }
  }
}
