const toldEveryShare = 0.2;

/** Tells people of a past that is played in one part or several. */
export class HistoryTelling {
  readonly #startedAt = performance.now();
  readonly #shares: number[];
  #toldShare = 0;
  #hasBegun = false;

  /**
   * @param title what is played, for the first line
   * @param parts how many parts there are, about equally long
   */
  constructor(
    private readonly title: string,
    parts: number,
    private readonly say: (line: string) => void,
  ) {
    this.#shares = Array.from({ length: parts }, () => 0);
  }

  /** A part has come so far, 0..1; nothing is said of a past before its first part begins. */
  played(part: number, share: number): void {
    this.#shares[part] = share;
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.say(`history: playing ${this.title}`);
    }
    const whole = this.#shares.reduce((sum, one) => sum + one, 0) / this.#shares.length;
    // A hair below counts: shares are sums of binary fractions.
    const next = this.#toldShare + toldEveryShare;
    if (whole + 1e-9 >= next && next < 1 - 1e-9) {
      this.#toldShare = next;
      this.say(`history: ${Math.round(100 * next)} %`);
    }
  }

  /** All parts are stored and counted. Nothing is said where none was left to play. */
  done(sends: number): void {
    if (this.#hasBegun) {
      const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
      this.say(`history: done, ${sends} sends in ${seconds} s`);
    }
  }
}

/** The title of a past of so many days and tenants. */
export function historyTitle(days: number, tenants: number): string {
  return `${days} days of traffic of ${tenants} tenants`;
}
