/**
 * Bounds what timers may send beside a message that may still arrive: every send earns the tenant's
 * duplicate cap, every such message takes as much of one as it is likely to be needless (token
 * bucket, J. Turner, 1986).
 */
export class DuplicateBucket {
  #tokens: number;

  /**
   * @param share  timer-driven extra messages per send, 0..1; 0 = none ever, 1 = no cap
   * @param burst  how many may come at once, 1 up
   * @param tokens how many of these may come now
   */
  constructor(
    readonly share: number,
    readonly burst = 20,
    tokens = burst,
  ) {
    this.#tokens = tokens;
  }

  /** The same bucket, as full as it is, under another cap. */
  withShare(share: number): DuplicateBucket {
    return new DuplicateBucket(share, this.burst, this.#tokens);
  }

  /** One send was made. */
  earn(): void {
    this.#tokens = Math.min(this.burst, this.#tokens + this.share);
  }

  /** True when a timer may send another message now. */
  get mayTake(): boolean {
    return this.share >= 1 || (this.share > 0 && this.#tokens >= 1);
  }

  /** A timer sent another message, needless with the chance `risk`, 0..1. */
  take(risk = 1): void {
    this.#tokens = Math.max(0, this.#tokens - risk);
  }
}
