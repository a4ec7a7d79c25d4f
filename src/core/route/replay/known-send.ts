import type { LoggedAttempt, LoggedSend } from "./replay-log.js";

/** How an attempt ended, as far as the number's reach is told by it. */
export type Fate = "ARRIVED" | "LOST" | "REJECTED";

/** A past message of a send. */
export interface PastFate {
  readonly route: string;
  readonly fate: Fate;
}

/** The first message of a send that arrived. Ms after the request. */
export interface FirstArrival {
  readonly route: string;
  readonly atMs: number;
}

/** A logged send with what is asked of it again and again. */
export interface KnownSend extends LoggedSend {
  /** Index in the log, by time. */
  readonly place: number;
  /** Hours since 1970. */
  readonly hour: number;
  /** What became of its attempts, in their order. */
  readonly fates: readonly PastFate[];
  /** The same for sends to which the same happened in the same order. */
  readonly pattern: string;
  /** Null = nothing arrived. */
  readonly first: FirstArrival | null;
  /** When the code was typed in, ms after the request; null = it was not. */
  readonly typedMs: number | null;
}

/** Looks a logged send through. */
export function knownSend(send: LoggedSend, place: number): KnownSend {
  const { cell, attempts, atMs } = send;
  const fates = attempts.map((attempt) => ({ route: attempt.route, fate: fateOf(attempt) }));
  const typedMs = typedMsOf(attempts);
  const events = fates.map(({ route, fate }) => `${route} ${fate}`).join("|");
  return {
    ...send,
    place,
    hour: Math.floor(atMs / 3_600_000),
    fates,
    pattern: `${cell}|${events}|${typedMs === null ? "" : "typed"}`,
    first: firstArrival(attempts),
    typedMs,
  };
}

/** What a logged attempt says of the number's reach. */
export function fateOf({ rejectedMs, deliveredMs, typedMs }: LoggedAttempt): Fate {
  return deliveredMs !== null || typedMs !== null
    ? "ARRIVED"
    : rejectedMs === null
      ? "LOST"
      : "REJECTED";
}

/** When a message was there, by its receipt or its code, ms after it was handed over. */
export function arrivalMs({ deliveredMs, typedMs }: LoggedAttempt): number {
  return Math.min(deliveredMs ?? Number.POSITIVE_INFINITY, typedMs ?? Number.POSITIVE_INFINITY);
}

function firstArrival(attempts: readonly LoggedAttempt[]): FirstArrival | null {
  let first: FirstArrival | null = null;
  for (const attempt of attempts) {
    const atMs = attempt.startedMs + arrivalMs(attempt);
    if (Number.isFinite(atMs) && (first === null || atMs < first.atMs)) {
      first = { route: attempt.route, atMs };
    }
  }
  return first;
}

function typedMsOf(attempts: readonly LoggedAttempt[]): number | null {
  let earliest: number | null = null;
  for (const { startedMs, typedMs } of attempts) {
    if (typedMs !== null && (earliest === null || startedMs + typedMs < earliest)) {
      earliest = startedMs + typedMs;
    }
  }
  return earliest;
}
