import { FateDonors } from "./fate-donors.js";
import { FateModel } from "./fate-model.js";
import { type KnownSend, knownSend } from "./known-send.js";
import { type CountedSend, LogHours } from "./log-hours.js";
import { LoggedCourses } from "./logged-course.js";
import { PeopleCurves } from "./people-curves.js";
import { judge, WantedAttempts } from "./replay-evidence.js";
import type {
  LoggedSend,
  ReplayCandidate,
  ReplayGap,
  ReplayRefusal,
  ReplayResult,
  ReplayRoutes,
} from "./replay-log.js";
import { actualOf, outcomeOf, type ReplaySums, SumsTally } from "./replay-sums.js";
import { type ReplayedSend, replaySend, type ReplayWorld } from "./replayed-send.js";
import { seededDraws } from "./seeded-draws.js";
import { StageShifts } from "./stage-shifts.js";

/** How much a replay looks at. */
export interface ReplayEffort {
  /** Sends that are taken through the candidate, and in each repetition of the bootstrap. */
  readonly draws: number;
  readonly drawsAgain: number;
  readonly repetitions: number;
  /** Sends that a repetition is fitted to; of a longer log hours are drawn that make as many. */
  readonly fitted: number;
}

/** What replays are made with, where nothing else is said. */
export const usualEffort: ReplayEffort = {
  draws: 16_000,
  drawsAgain: 1_200,
  repetitions: 40,
  fitted: 3_000,
};

/** What is asked. */
export interface ReplayQuestion {
  /** In any order. */
  readonly log: readonly LoggedSend[];
  /** Sends before this moment are evidence only. Ms since 1970. */
  readonly fromMs: number;
  /** The candidate, from the log's sends by time. */
  readonly candidateOf: (sends: readonly KnownSend[]) => Generator<void, ReplayCandidate>;
  readonly routes: ReplayRoutes;
  /** The same question and seed give the same answer. */
  readonly seed: number;
  /** Hears now and then what share of the work is done, 0..1, by what it usually costs. */
  readonly told?: (share: number) => void;
}

const chunk = 250;
/** Where the log cannot tell dead numbers from bad routes, the share of them is this unsure. */
const deadShares = [0.02, 0.06] as const;
const deadShare = 0.04;
/** Where less of the sends is left, nothing is said of the whole. */
const keptMin = 0.4;
/** What share of the work is done when the candidate is known, and when it was played. */
const shares = { known: 0.35, played: 0.6 } as const;

/**
 * What a candidate plan would have done with logged sends. Each send is taken through it: what its
 * own log tells is kept, the rest is drawn from a model of what messages come to, fitted to the
 * log, and corrected stage by stage by what the log's own chances show (`StageShifts`). Intervals
 * are of a bootstrap by hours, widened by what the method errs by. A country is left out where an
 * imagined attempt rests on fewer than 50 effective ones, or a first route's receipts are trusted
 * below 0.7; where less than two fifths of the sends would be left, there is no answer.
 *
 * Pauses every few milliseconds. Pure. About 15 µs per send, and the same again 40 times for up to
 * 3,000 of them.
 */
export function* replayInPieces(
  question: ReplayQuestion,
  effort: ReplayEffort = usualEffort,
): Generator<void, ReplayResult> {
  const { routes, fromMs, seed, told = () => undefined } = question;
  const all: KnownSend[] = [];
  const donors = new FateDonors();
  for (const send of question.log.toSorted((one, other) => one.atMs - other.atMs)) {
    const known = knownSend(send, all.length);
    all.push(known);
    donors.add(known);
    if (all.length % chunk === 0) {
      yield;
    }
  }
  const asked = all.filter(({ atMs }) => atMs >= fromMs);
  const none = { leftOut: [], effective: null, actual: null, candidate: null };
  if (asked.length === 0) {
    return { ...none, sendCount: 0, refusal: { reason: "NO_SENDS" } };
  }
  const wanted = new WantedAttempts();
  const candidate = yield* question.candidateOf(all);
  told(shares.known);
  const fit: Fit = { candidate, routes, donors, courses: new LoggedCourses(candidate) };
  const once = all.map((send) => ({ send, count: 1 }));
  const world = yield* worldOf(once, fit, deadShare, wanted.hear);
  const played = new Map<KnownSend, ReplayedSend>();
  for (const index of evenly(asked.length, effort.draws)) {
    const send = asked[index] as KnownSend;
    wanted.count(send.country);
    played.set(send, replaySend(send, candidate, world, drawsOf(seed, send)));
    if (played.size % chunk === 0) {
      yield;
    }
  }
  const { gaps, effective, risk } = judge(wanted, world.fates, world.shifts, routes);
  const leftOut = leftOutOf(gaps, asked);
  const kept = new Map<KnownSend, ReplayedSend>();
  for (const send of asked) {
    if (!gaps.has(send.country)) {
      kept.set(send, actualOf(send));
    }
  }
  if (leftOut[0] !== undefined && kept.size < keptMin * asked.length) {
    return { ...none, sendCount: asked.length, leftOut, effective, refusal: leftOut[0].refusal };
  }
  const tally = new SumsTally();
  for (const [send, actual] of kept) {
    tally.add(actual, played.get(send) ?? null, 1);
  }
  told(shares.played);
  const hours = new LogHours(all);
  const again: { actual: ReplaySums; candidate: ReplaySums }[] = [];
  for (let turn = 1; turn <= effort.repetitions; turn += 1) {
    again.push(yield* repeated(hours, kept, fit, effort, seed, turn));
    told(shares.played + (1 - shares.played) * (turn / effort.repetitions));
  }
  const sums = tally.sums();
  const scale = Math.sqrt(Math.min(1, effort.fitted / all.length));
  const actual = again.map((one) => one.actual);
  const candidates = again.map((one) => one.candidate);
  return {
    sendCount: kept.size,
    leftOut,
    effective: effective ?? kept.size,
    refusal: null,
    actual: outcomeOf(sums.actual, actual, scale, null),
    candidate: outcomeOf(sums.candidate, candidates, scale, risk),
  };
}

interface Fit {
  readonly candidate: ReplayCandidate;
  readonly routes: ReplayRoutes;
  readonly donors: FateDonors;
  readonly courses: LoggedCourses;
}

function* worldOf(
  counted: readonly CountedSend[],
  { routes, donors, courses }: Fit,
  share: number,
  hear: ReplayWorld["wanted"],
): Generator<void, ReplayWorld> {
  const fates = new FateModel(routes, share);
  const people = new PeopleCurves();
  for (const [index, { send, count }] of counted.entries()) {
    fates.add(send, count);
    people.add(send, count);
    if (index % chunk === 0) {
      yield;
    }
  }
  people.fit();
  yield* fates.fit();
  const shifts = new StageShifts(courses, fates, people);
  for (const [index, { send, count }] of counted.entries()) {
    shifts.add(send, count);
    if (index % chunk === 0) {
      yield;
    }
  }
  return { routes, fates, donors, people, shifts, wanted: hear };
}

/** The same for hours drawn anew, with the same luck: what differs is what the log holds. */
function* repeated(
  hours: LogHours,
  kept: ReadonlyMap<KnownSend, ReplayedSend>,
  fit: Fit,
  { drawsAgain, fitted }: ReplayEffort,
  seed: number,
  turn: number,
): Generator<void, { readonly actual: ReplaySums; readonly candidate: ReplaySums }> {
  const draw = seededDraws(seed + 7919 * turn);
  const counted = hours.drawn(fitted, draw);
  yield;
  const [low, high] = deadShares;
  const share = low + (high - low) * draw();
  const routes = jittered(fit.routes, draw);
  const world = yield* worldOf(counted, { ...fit, routes }, share, () => undefined);
  const inRange = counted.flatMap(({ send, count }) => {
    const actual = kept.get(send);
    return actual === undefined ? [] : [{ send, count, actual }];
  });
  const isPlayed = new Set(evenly(inRange.length, drawsAgain));
  const tally = new SumsTally();
  for (const [index, { send, count, actual }] of inRange.entries()) {
    const played = isPlayed.has(index)
      ? replaySend(send, fit.candidate, world, drawsOf(seed, send))
      : null;
    tally.add(actual, played, count);
    if (index % chunk === 0) {
      yield;
    }
  }
  return tally.sums();
}

/** What others' attempts came to, as unsure as their number makes it. */
function jittered(routes: ReplayRoutes, draw: () => number): ReplayRoutes {
  const lucks = new Map<string, number>();
  return {
    ...routes,
    marketOf(route, country) {
      const found = routes.marketOf(route, country);
      if (found === null || found.settled === 0) {
        return null;
      }
      const key = `${country} ${route}`;
      // Twelve uniform draws are as good as normal.
      const luck = lucks.get(key) ?? Array.from({ length: 12 }, draw).reduce((a, b) => a + b, -6);
      lucks.set(key, luck);
      const { delivered, settled } = found;
      const rate = delivered / settled;
      const spread = Math.sqrt((rate * (1 - rate) + 0.02) / Math.min(100, settled));
      const moved = Math.min(1, Math.max(0, rate + luck * spread));
      return { delivered: moved * settled, settled };
    },
  };
}

/** Places of `wanted` of so many, as far apart as can be. */
function evenly(count: number, wanted: number): readonly number[] {
  const taken = Math.min(count, wanted);
  return Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken));
}

function drawsOf(seed: number, { place }: KnownSend): () => number {
  return seededDraws(seed + 104_729 * (place + 1));
}

function leftOutOf(
  gaps: ReadonlyMap<string, ReplayRefusal>,
  sends: readonly KnownSend[],
): readonly ReplayGap[] {
  return [...gaps]
    .map(([country, refusal]) => ({
      country,
      refusal,
      sendCount: sends.filter((send) => send.country === country).length,
    }))
    .toSorted((one, other) => other.sendCount - one.sendCount);
}
