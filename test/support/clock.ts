/** A clock that stands still until a test moves it. */
export class FakeClock {
  #now: number;

  constructor(start: string | Date = "2026-01-15T12:00:00Z") {
    this.#now = new Date(start).getTime();
  }

  now = (): Date => new Date(this.#now);

  advance(ms: number): Date {
    this.#now += ms;
    return this.now();
  }

  set(at: string | Date): void {
    this.#now = new Date(at).getTime();
  }
}
