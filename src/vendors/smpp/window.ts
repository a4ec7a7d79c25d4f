/** At most so many at once; others wait in the order in which they came. */
export class Window {
  #free: number;
  readonly #waiting: ((isIn: boolean) => void)[] = [];

  constructor(max: number) {
    this.#free = max;
  }

  /**
   * Runs `work` as soon as there is room; null when there was none within `waitMs`, and nothing was
   * run then.
   */
  async run<T>(waitMs: number, work: () => Promise<T>): Promise<T | null> {
    if (!(await this.#enter(waitMs))) {
      return null;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#free += 1;
      } else {
        next(true);
      }
    }
  }

  #enter(waitMs: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const enter = (isIn: boolean): void => {
        clearTimeout(timer);
        resolve(isIn);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        enter(false);
      }, waitMs);
      this.#waiting.push(enter);
    });
  }
}
