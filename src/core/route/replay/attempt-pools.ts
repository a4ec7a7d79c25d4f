import type { LoggedAttempt, LoggedSend } from "./replay-log.js";
import { WeighedPool } from "./weighed-pool.js";

/** A logged attempt where it was made. */
export interface Draw {
  readonly send: LoggedSend;
  readonly attempt: LoggedAttempt;
  /** From 1. */
  readonly place: number;
  readonly before: LoggedAttempt | null;
}

/** What had become of an attempt when the next one was made. */
export type Ended = "SILENT" | "REJECTED" | "FAILED";

/** The attempt that a follow-up is wanted for. */
export interface Predecessor {
  readonly route: string;
  readonly ended: Ended;
  /** It was silent so long, ms. */
  readonly silentMs: number;
}

const weightMax = 100;
const effectiveMin = 15;

/** The log's attempts, to draw outcomes from: weighed by 1 / propensity, at most 100. */
export class AttemptPools {
  readonly #byRoute = new Map<string, Draw[]>();
  readonly #pools = new Map<string, WeighedPool<Draw>>();

  /** @param countOf how often a send counts */
  constructor(
    sends: readonly LoggedSend[],
    private readonly countOf: (send: LoggedSend) => number,
  ) {
    for (const send of sends) {
      send.attempts.forEach((attempt, index) => {
        const before = send.attempts[index - 1] ?? null;
        const key = `${send.country} ${index === 0 ? "first" : "later"} ${attempt.route}`;
        const known = this.#byRoute.get(key);
        const draw = { send, attempt, place: index + 1, before };
        if (known === undefined) {
          this.#byRoute.set(key, [draw]);
        } else {
          known.push(draw);
        }
      });
    }
  }

  /** First attempts on a route in a country, of all its networks. */
  first(country: string, route: string): WeighedPool<Draw> {
    return this.#pool(`${country} first ${route}`, "", () => true);
  }

  /** The same in one cell; where too few were made there, in its country. */
  firstIn(cell: string, country: string, route: string): WeighedPool<Draw> {
    const own = this.#pool(`${country} first ${route}`, cell, ({ send }) => send.cell === cell);
    return own.effective >= effectiveMin ? own : this.first(country, route);
  }

  /** Follow-ups on a route in a country, whatever was before. */
  later(country: string, route: string): WeighedPool<Draw> {
    return this.#pool(`${country} later ${route}`, "", () => true);
  }

  /**
   * Follow-ups on a route whose predecessor had come to the same end: of the same route and as late
   * in its send where there are enough of these, else of any.
   *
   * @param place from 2
   */
  laterAfter(
    country: string,
    route: string,
    place: number,
    before: Predecessor,
  ): WeighedPool<Draw> {
    const key = `${country} later ${route}`;
    const { ended, silentMs } = before;
    const fits = (draw: Draw): boolean => hasEnded(draw, ended, silentMs);
    const isSame = (draw: Draw): boolean => draw.before?.route === before.route;
    const isAsLate = (draw: Draw): boolean => draw.place >= place;
    const name = `${ended} ${silentMs}`;
    const wanted: readonly [string, (draw: Draw) => boolean][] = [
      [`${name} ${before.route} ${place}`, (one) => fits(one) && isSame(one) && isAsLate(one)],
      [`${name} ${place}`, (one) => fits(one) && isAsLate(one)],
      [`${name} ${before.route}`, (one) => fits(one) && isSame(one)],
      [name, fits],
    ];
    for (const [pool, test] of wanted) {
      const found = this.#pool(key, pool, test);
      if (found.effective >= effectiveMin) {
        return found;
      }
    }
    return this.later(country, route);
  }

  #pool(key: string, name: string, test: (draw: Draw) => boolean): WeighedPool<Draw> {
    const whole = `${key}|${name}`;
    let found = this.#pools.get(whole);
    if (found === undefined) {
      const draws = (this.#byRoute.get(key) ?? []).filter(test);
      const weightOf = ({ send, attempt }: Draw): number =>
        this.countOf(send) * Math.min(weightMax, 1 / attempt.propensity);
      found = new WeighedPool(draws, weightOf);
      this.#pools.set(whole, found);
    }
    return found;
  }
}

function hasEnded({ before }: Draw, ended: Ended, silentMs: number): boolean {
  if (before === null) {
    return false;
  }
  const { rejectedMs, failedMs, deliveredMs } = before;
  switch (ended) {
    case "REJECTED":
      return rejectedMs !== null;
    case "FAILED":
      return failedMs !== null;
    case "SILENT":
      return (
        rejectedMs === null &&
        (failedMs ?? Number.POSITIVE_INFINITY) > silentMs &&
        (deliveredMs ?? Number.POSITIVE_INFINITY) > silentMs
      );
  }
}
