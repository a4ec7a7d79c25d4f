import type { AttemptPools, Draw, Ended } from "./attempt-pools.js";
import type { PeopleCurves } from "./people-curves.js";
import type { LoggedAttempt, LoggedSend, ReplayCandidate, ReplayStep } from "./replay-log.js";

/** What the log tells of, and a source of luck. */
export interface ReplayWorld {
  readonly pools: AttemptPools;
  readonly people: PeopleCurves;
  /** Uniform in [0, 1), another one at every call. */
  readonly draw: () => number;
  /** Hears of every attempt that is wanted. @param place from 1 */
  readonly wanted: (country: string, place: number, route: string) => void;
}

/** What a send would have come to under the candidate. Times in ms after the request. */
export interface ReplayedSend {
  readonly deliveredMs: number | null;
  readonly isVerified: boolean;
  readonly costMicros: number;
}

interface Played {
  readonly drawn: Draw;
  readonly startMs: number;
}

const roundsMax = 12;

/** Plays one logged send's person through the candidate, drawing each attempt's fate. */
export function replaySend(
  { country, cell }: LoggedSend,
  candidate: ReplayCandidate,
  world: ReplayWorld,
): ReplayedSend {
  const played: Played[] = [];
  const course = new Course(candidate, country);
  let roundMs = 0;
  let asksMs = world.people.asksAgainMs(world.draw()) ?? Number.POSITIVE_INFINITY;
  let nextMs: number | null = 0;
  let ended: Ended = "SILENT";
  let resends = 0;
  for (let turn = 0; turn < roundsMax; turn += 1) {
    if (nextMs !== null && nextMs - roundMs > candidate.deadlineMs) {
      nextMs = null;
    }
    const mayAsk = resends < candidate.resendsMax && firstNewsMs(played) > asksMs;
    const isAsked: boolean = mayAsk && asksMs < (nextMs ?? Number.POSITIVE_INFINITY);
    const startMs: number | null = isAsked ? asksMs : nextMs;
    if (startMs === null || typedMs(played) < startMs) {
      break;
    }
    if (isAsked) {
      resends += 1;
      roundMs = asksMs;
      asksMs += world.people.asksAgainMs(world.draw()) ?? Number.POSITIVE_INFINITY;
    }
    const place = course.next(isAsked);
    if (place === null) {
      // What is left is that the person asks.
      nextMs = isAsked ? nextMs : null;
      continue;
    }
    world.wanted(country, played.length + 1, place.route);
    const drawn = drawAttempt(world, played, { country, cell }, place.route, ended, startMs);
    if (drawn === null) {
      nextMs = null;
      continue;
    }
    played.push({ drawn, startMs });
    ({ nextMs, ended } = endOf(drawn.attempt, place.step, startMs));
    if (place.step.waitFor === "DELIVERED" && nextMs !== null && firstNewsMs(played) <= nextMs) {
      // An earlier message has come after all.
      nextMs = null;
    }
  }
  return outcomeOf(played, world);
}

/** Which route is next: step by step, in each its routes in order. */
class Course {
  #step = 0;
  #inStep = 0;
  #made = 0;
  readonly #tried = new Set<string>();

  constructor(
    private readonly candidate: ReplayCandidate,
    private readonly country: string,
  ) {}

  /** Null = nothing is left. A person who asks again gets what was not tried, else the first. */
  next(isAsked: boolean): { readonly step: ReplayStep; readonly route: string } | null {
    const { steps, attemptsMax } = this.candidate;
    if (!isAsked && this.#made >= attemptsMax) {
      return null;
    }
    for (; this.#step < steps.length; this.#step += 1, this.#inStep = 0) {
      const step = steps[this.#step] as ReplayStep;
      const route = step.routesIn(this.country).find((one) => !this.#tried.has(one));
      if (this.#inStep < step.attemptsMax && route !== undefined) {
        this.#inStep += 1;
        return this.#taken(step, route);
      }
    }
    const [first] = steps;
    const again = first?.routesIn(this.country)[0];
    return isAsked && first !== undefined && again !== undefined ? this.#taken(first, again) : null;
  }

  #taken(step: ReplayStep, route: string): { step: ReplayStep; route: string } {
    this.#made += 1;
    this.#tried.add(route);
    return { step, route };
  }
}

function drawAttempt(
  { pools, draw }: ReplayWorld,
  played: readonly Played[],
  { country, cell }: Pick<LoggedSend, "country" | "cell">,
  route: string,
  ended: Ended,
  startMs: number,
): Draw | null {
  const before = played.at(-1);
  if (before === undefined) {
    return pools.firstIn(cell, country, route).drawn(draw()) ?? null;
  }
  const pool = pools.laterAfter(country, route, played.length + 1, {
    route: before.drawn.attempt.route,
    ended,
    silentMs: ended === "SILENT" ? Math.round((startMs - before.startMs) / 1000) * 1000 : 0,
  });
  return pool.drawn(draw()) ?? null;
}

/** How an attempt ends and when the next one follows by itself; null = none does. */
function endOf(
  { rejectedMs, failedMs, deliveredMs, typedMs: typed, waitMs }: LoggedAttempt,
  step: ReplayStep,
  startMs: number,
): { readonly nextMs: number | null; readonly ended: Ended } {
  const wait = step.waitMs ?? waitMs;
  if (rejectedMs !== null) {
    const afterMs = step.advancesOnRejected ? rejectedMs : wait;
    return { nextMs: startMs + afterMs, ended: "REJECTED" };
  }
  if (failedMs !== null && failedMs <= wait && step.advancesOnFailed) {
    return { nextMs: startMs + failedMs, ended: "FAILED" };
  }
  const goalMs = step.waitFor === "VERIFIED" ? typed : (deliveredMs ?? typed);
  return goalMs !== null && goalMs <= wait
    ? { nextMs: null, ended: "SILENT" }
    : { nextMs: startMs + wait, ended: "SILENT" };
}

function arrivalMs({ deliveredMs, typedMs: typed }: LoggedAttempt): number {
  return Math.min(deliveredMs ?? Number.POSITIVE_INFINITY, typed ?? Number.POSITIVE_INFINITY);
}

/** When the person, or we, first heard of a message. */
function firstNewsMs(played: readonly Played[]): number {
  return Math.min(...played.map(({ drawn, startMs }) => startMs + arrivalMs(drawn.attempt)));
}

function typedMs(played: readonly Played[]): number {
  return Math.min(
    ...played.map(
      ({ drawn, startMs }) => startMs + (drawn.attempt.typedMs ?? Number.POSITIVE_INFINITY),
    ),
  );
}

/** The first message that arrives decides whether the code is typed in. */
function outcomeOf(played: readonly Played[], { people, draw }: ReplayWorld): ReplayedSend {
  const costMicros = played.reduce((sum, { drawn }) => sum + drawn.attempt.costMicros, 0);
  const deliveredMs = Math.min(
    ...played.map(
      ({ drawn, startMs }) => startMs + (drawn.attempt.deliveredMs ?? Number.POSITIVE_INFINITY),
    ),
  );
  const [first] = played
    .map((one) => ({ ...one, atMs: one.startMs + arrivalMs(one.drawn.attempt) }))
    .filter(({ atMs }) => Number.isFinite(atMs))
    .toSorted((one, other) => one.atMs - other.atMs);
  return {
    deliveredMs: Number.isFinite(deliveredMs) ? deliveredMs : null,
    isVerified: first !== undefined && isTyped(first.drawn, first.atMs, people, draw()),
    costMicros,
  };
}

function isTyped(
  { send, attempt }: Draw,
  atMs: number,
  people: PeopleCurves,
  draw: number,
): boolean {
  const loggedMs = attempt.startedMs + arrivalMs(attempt);
  const isFirst = send.attempts.every((one) => one.startedMs + arrivalMs(one) >= loggedMs);
  return isFirst
    ? people.isTyped(attempt.typedMs !== null, loggedMs, atMs, draw)
    : draw < people.typedShare(atMs);
}
