/** How long the caller of one operation waits for its answer. */
export class Patience {
  readonly #late = Promise.withResolvers<never>();
  #timer: NodeJS.Timeout;

  /** @param tooLate makes what the caller is told instead */
  constructor(
    ms: number,
    private readonly tooLate: () => Error,
  ) {
    // Without anybody who waits, nobody is to be told.
    this.#late.promise.catch(() => undefined);
    this.#timer = this.#timerOf(ms);
  }

  /** So long from now on: for an operation that says of itself that it takes its time. */
  extend(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#timerOf(ms);
  }

  /** The answer, or a throw when it is too late; the operation itself goes on then. */
  async wait<T>(answer: Promise<T> | T): Promise<T> {
    try {
      return await Promise.race([answer, this.#late.promise]);
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #timerOf(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#late.reject(this.tooLate()), ms).unref();
  }
}
