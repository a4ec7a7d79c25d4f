import type { FateDonors } from "./fate-donors.js";
import type { FateModel, Reach } from "./fate-model.js";
import {
  arrivalMs,
  type Fate,
  fateOf,
  type FirstArrival,
  type KnownSend,
  type PastFate,
} from "./known-send.js";
import type { PeopleCurves } from "./people-curves.js";
import { type CourseChance, PlanCourse } from "./plan-course.js";
import type {
  LoggedAttempt,
  ReplayCandidate,
  ReplayRoutes,
  ReplayStep,
  RoutePrice,
} from "./replay-log.js";
import type { StageShifts } from "./stage-shifts.js";

/** What the log tells of, and a source of luck. */
export interface ReplayWorld {
  readonly routes: ReplayRoutes;
  readonly fates: FateModel;
  readonly donors: FateDonors;
  readonly people: PeopleCurves;
  readonly shifts: StageShifts;
  /**
   * Hears of every attempt that is wanted.
   *
   * @param place   from 1
   * @param isKnown true = the send's own log tells what became of it
   */
  readonly wanted: (country: string, place: number, route: string, isKnown: boolean) => void;
}

/** What a send would have come to under the candidate. Times in ms after the request. */
export interface ReplayedSend {
  readonly deliveredMs: number | null;
  readonly isVerified: boolean;
  readonly costMicros: number;
}

/** An attempt of the candidate: a logged one of this send, or of another one in its place. */
interface Played {
  readonly attempt: LoggedAttempt;
  readonly route: string;
  readonly startMs: number;
}

const roundsMax = 12;
const infinite = Number.POSITIVE_INFINITY;

/**
 * Takes one logged send through the candidate. What its own log tells of a route is kept: the
 * message on it would have ended the same, only sooner or later. What it does not tell is drawn,
 * given all that the log says of this number and this person.
 *
 * @param draw uniform in [0, 1), another one at every call
 */
export function replaySend(
  send: KnownSend,
  candidate: ReplayCandidate,
  world: ReplayWorld,
  draw: () => number,
): ReplayedSend {
  return new Replay(send, candidate, world, draw).play();
}

class Replay {
  readonly #person: Person;
  readonly #course: PlanCourse;
  readonly #known = new Map<string, LoggedAttempt[]>();
  readonly #played: Played[] = [];
  readonly #reach: Reach;

  constructor(
    private readonly send: KnownSend,
    private readonly candidate: ReplayCandidate,
    private readonly world: ReplayWorld,
    private readonly draw: () => number,
  ) {
    this.#person = new Person(send, world, draw);
    this.#reach = world.fates.drawReach(send, draw);
    this.#course = new PlanCourse(candidate, send);
    for (const attempt of send.attempts) {
      const same = this.#known.get(attempt.route);
      if (same === undefined) {
        this.#known.set(attempt.route, [attempt]);
      } else {
        same.push(attempt);
      }
    }
  }

  play(): ReplayedSend {
    const { deadlineMs, resendsMax } = this.candidate;
    let roundMs = 0;
    let asksMs = this.#person.asksFirstMs();
    let nextMs: number | null = 0;
    let resends = 0;
    for (let turn = 0; turn < roundsMax; turn += 1) {
      if (nextMs !== null && nextMs - roundMs > deadlineMs) {
        nextMs = null;
      }
      const mayAsk = resends < resendsMax && this.#firstNewsMs() > asksMs;
      const isAsked: boolean = mayAsk && asksMs < (nextMs ?? infinite);
      const startMs: number | null = isAsked ? asksMs : nextMs;
      if (startMs === null || this.#typedMs() < startMs) {
        break;
      }
      if (isAsked) {
        resends += 1;
        roundMs = asksMs;
        asksMs = this.#person.asksNextMs(asksMs);
      }
      const step = this.#attempt(startMs, isAsked);
      const last = this.#played.at(-1);
      if (step === null || last === undefined) {
        // What is left is that the person asks.
        nextMs = isAsked ? nextMs : null;
        continue;
      }
      nextMs = nextOf(last, step, step.waitMs(this.send, last.route));
      if (step.waitFor === "DELIVERED" && nextMs !== null && this.#firstNewsMs() <= nextMs) {
        // An earlier message has come after all.
        nextMs = null;
      }
    }
    return this.#outcome();
  }

  #attempt(startMs: number, isAsked: boolean): ReplayStep | null {
    const taken = drawnChance(this.#course.stage(isAsked), this.draw());
    if (taken === null) {
      return null;
    }
    const { route, step } = taken;
    const known = this.#known.get(route)?.shift();
    const { country } = this.send;
    this.world.wanted(country, this.#played.length + 1, route, known !== undefined);
    this.#course.take(taken);
    const attempt = known === undefined ? this.#imagined(route) : this.#again(known);
    this.#played.push({ attempt, route, startMs });
    return step;
  }

  /**
   * An attempt that the send's log tells of: it ends the same, but where more, or fewer, messages
   * were lost on its upstream before.
   */
  #again(known: LoggedAttempt): LoggedAttempt {
    const { route } = known;
    const { country, cell, attempts, fates: logged } = this.send;
    const { fates, donors } = this.world;
    const fate = fateOf(known);
    if (fate === "REJECTED") {
      return known;
    }
    const was = fates.worn(route, logged.slice(0, attempts.indexOf(known)));
    const is = fates.worn(route, this.#past());
    if (is === was) {
      return known;
    }
    const rate = fates.arrives(country, cell, route, []);
    const isChanged =
      fate === "ARRIVED"
        ? this.draw() >= is / was
        : this.#isReached(route) && this.draw() < (rate * (is - was)) / (1 - rate * was);
    const other = fate === "ARRIVED" ? "LOST" : "ARRIVED";
    return (isChanged ? donors.drawn(country, cell, route, other, this.draw()) : null) ?? known;
  }

  #isReached(route: string): boolean {
    const { isAlive, without } = this.#reach;
    return isAlive && !without.has(this.world.routes.channelOf(route));
  }

  /** An attempt that the send's log does not tell of. */
  #imagined(route: string): LoggedAttempt {
    const { country, cell } = this.send;
    const { fates, routes, donors, shifts } = this.world;
    const fate = ((): Fate => {
      if (this.draw() < fates.rejects(country, route)) {
        return "REJECTED";
      }
      const chance = this.#isReached(route)
        ? fates.arrives(country, cell, route, this.#past()) +
          shifts.arrival(country, this.#played.length + 1, route)
        : fates.lies(route);
      return this.draw() < chance ? "ARRIVED" : "LOST";
    })();
    return (
      donors.drawn(country, cell, route, fate, this.draw()) ??
      plain(route, fate, routes.priceOf(route, country))
    );
  }

  #past(): readonly PastFate[] {
    return this.#played.map(({ attempt, route }) => ({ route, fate: fateOf(attempt) }));
  }

  #firstNewsMs(): number {
    return Math.min(...this.#played.map(({ attempt, startMs }) => startMs + arrivalMs(attempt)));
  }

  #first(): FirstArrival | null {
    let first: FirstArrival | null = null;
    for (const { attempt, route, startMs } of this.#played) {
      const atMs = startMs + arrivalMs(attempt);
      if (atMs < (first?.atMs ?? infinite)) {
        first = { route, atMs };
      }
    }
    return first;
  }

  #typedMs(): number {
    const first = this.#first();
    return first === null
      ? infinite
      : this.#person.typesMs(first, this.#played[0]?.route === first.route);
  }

  #outcome(): ReplayedSend {
    const deliveredMs = Math.min(
      ...this.#played.map(({ attempt, startMs }) => startMs + (attempt.deliveredMs ?? infinite)),
    );
    return {
      deliveredMs: Number.isFinite(deliveredMs) ? deliveredMs : null,
      isVerified: Number.isFinite(this.#typedMs()),
      costMicros: this.#played.reduce((sum, { attempt }) => sum + attempt.costMicros, 0),
    };
  }
}

/** The person behind a logged send: what they did tells what they would have done. */
class Person {
  readonly #luck: number;
  readonly #delayLuck: number;

  constructor(
    private readonly send: KnownSend,
    private readonly world: ReplayWorld,
    private readonly draw: () => number,
  ) {
    this.#luck = draw();
    this.#delayLuck = draw();
  }

  /** When they would ask again if nothing came, ms after the request. */
  asksFirstMs(): number {
    const [asked] = this.send.resendsMs;
    const drawn = this.draw();
    if (asked !== undefined) {
      return asked;
    }
    const { first, typedMs } = this.send;
    const untilMs = Math.min(first?.atMs ?? infinite, typedMs ?? infinite);
    // Who got nothing, and did not ask, would not have asked.
    return Number.isFinite(untilMs)
      ? (this.world.people.asksAgainMs(drawn, untilMs) ?? infinite)
      : infinite;
  }

  asksNextMs(fromMs: number): number {
    const [, asked] = this.send.resendsMs;
    const after = this.world.people.asksAgainMs(this.draw()) ?? infinite;
    return asked !== undefined && asked > fromMs ? asked : fromMs + after;
  }

  /** When they type the code, ms after the request, if this arrives first; Infinity = never. */
  typesMs(first: FirstArrival, isFirstAttempt: boolean): number {
    const { people, shifts } = this.world;
    const { country, first: logged, typedMs } = this.send;
    const isOther = isFirstAttempt && logged?.route !== first.route;
    const shift = isOther ? shifts.code(country, first.route) : 0;
    const share = Math.min(1, Math.max(0, people.typedShare(country, first) + shift));
    const isTyped =
      logged === null
        ? this.#luck < share
        : this.#typedAgain(share, people.typedShare(country, logged));
    if (!isTyped) {
      return infinite;
    }
    const delayMs =
      logged !== null && typedMs !== null && typedMs >= logged.atMs
        ? typedMs - logged.atMs
        : people.delayMs(this.#delayLuck);
    return first.atMs + delayMs;
  }

  /** As in the log, but for the difference that another message, or another age, makes. */
  #typedAgain(share: number, loggedShare: number): boolean {
    const wasTyped = this.send.typedMs !== null;
    return share <= loggedShare
      ? wasTyped && this.#luck < share / Math.max(loggedShare, 1e-9)
      : wasTyped || this.#luck < (share - loggedShare) / Math.max(1 - loggedShare, 1e-9);
  }
}

/** When the next attempt follows by itself, ms after the request; null = none does. */
function nextOf({ attempt, startMs }: Played, step: ReplayStep, wait: number): number | null {
  const { rejectedMs, failedMs } = attempt;
  if (rejectedMs !== null) {
    return startMs + (step.advancesOnRejected ? rejectedMs : wait);
  }
  if (failedMs !== null && failedMs <= wait && step.advancesOnFailed) {
    return startMs + failedMs;
  }
  // A code that is typed in ends everything elsewhere.
  return step.waitFor === "DELIVERED" && arrivalMs(attempt) <= wait ? null : startMs + wait;
}

function drawnChance(chances: readonly CourseChance[], draw: number): CourseChance | null {
  let end = 0;
  for (const one of chances) {
    end += one.chance;
    if (draw < end) {
      return one;
    }
  }
  return chances.at(-1) ?? null;
}

/** What is assumed where a route never came to this end. */
function plain(route: string, fate: Fate, price: RoutePrice | null): LoggedAttempt {
  const isBilled =
    fate === "ARRIVED" || (fate === "LOST" && price !== null && !price.isBilledOnDelivery);
  return {
    route,
    startedMs: 0,
    propensity: 1,
    waitMs: 20_000,
    isResend: false,
    rejectedMs: fate === "REJECTED" ? 300 : null,
    deliveredMs: fate === "ARRIVED" ? 5_000 : null,
    failedMs: null,
    typedMs: null,
    costMicros: isBilled ? (price?.micros ?? 0) : 0,
  };
}
