import type { CheckAnswer, Refusal, ResendAnswer } from "./otp-client.js";
import { isFinal, type Look, type Progress } from "./progress.js";

/** Why no code is taken any more. */
export type Ending =
  | "VERIFIED"
  | "EXPIRED"
  | "CHECKS_EXHAUSTED"
  | "CANCELED"
  | "BLOCKED"
  | "TOKEN_INVALID";

/** All that a screen knows; changed only by `reduce`. */
export interface OtpState {
  readonly progress: Progress | null;
  readonly look: Look | null;
  /** How far the server's clock is ahead of ours, milliseconds. */
  readonly aheadMs: number;
  readonly isLost: boolean;
  /** The channels that were tried, in order, without the latest. */
  readonly tried: readonly string[];
  readonly isChecking: boolean;
  readonly isResending: boolean;
  /** What is wrong with the last thing that the end user did. */
  readonly problem: Problem | null;
  readonly ending: Ending | null;
}

export type Problem =
  | { readonly kind: "wrong"; readonly checksLeft: number | null }
  | { readonly kind: "refused"; readonly message: string; readonly until: number | null }
  | { readonly kind: "offline" };

/** What can happen; times in milliseconds of our own clock. */
export type OtpEvent =
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "look"; readonly look: Look; readonly now: number }
  | { readonly type: "lost"; readonly isLost: boolean }
  | { readonly type: "tokenEnded"; readonly now: number }
  | { readonly type: "typed" }
  | { readonly type: "checking" }
  | { readonly type: "checked"; readonly answer: CheckAnswer | null; readonly now: number }
  | { readonly type: "resending" }
  | { readonly type: "resent"; readonly answer: ResendAnswer | null; readonly now: number }
  | { readonly type: "tick"; readonly now: number };

export const start: OtpState = {
  progress: null,
  look: null,
  aheadMs: 0,
  isLost: false,
  tried: [],
  isChecking: false,
  isResending: false,
  problem: null,
  ending: null,
};

/** The next state; an ending is for ever. */
export function reduce(state: OtpState, event: OtpEvent): OtpState {
  if (state.ending !== null) {
    return state;
  }
  switch (event.type) {
    case "progress":
      return withProgress(state, event.progress);
    case "look":
      return {
        ...state,
        look: event.look,
        aheadMs: Date.parse(event.look.serverTime) - event.now,
      };
    case "lost":
      return { ...state, isLost: event.isLost };
    case "tokenEnded":
      return { ...state, ending: isPastExpiry(state, event.now) ? "EXPIRED" : "TOKEN_INVALID" };
    case "typed":
      return state.problem === null ? state : { ...state, problem: null };
    case "checking":
      return { ...state, isChecking: true, problem: null };
    case "checked":
      return afterCheck({ ...state, isChecking: false }, event.answer, event.now);
    case "resending":
      return { ...state, isResending: true, problem: null };
    case "resent":
      return afterResend({ ...state, isResending: false }, event.answer, event.now);
    case "tick":
      return afterTick(state, event.now);
  }
}

/** Milliseconds of our own clock at which a time of the server is reached. */
export function ownTime(state: OtpState, time: string): number {
  return Date.parse(time) - state.aheadMs;
}

function withProgress(state: OtpState, progress: Progress | null): OtpState {
  if (progress === null) {
    return state;
  }
  const before = state.progress?.channel ?? null;
  const hasMoved = before !== null && progress.channel !== null && before !== progress.channel;
  const next = {
    ...state,
    progress,
    tried: hasMoved
      ? [...state.tried.filter((one) => one !== progress.channel), before]
      : state.tried,
  };
  return isFinal(progress) ? { ...next, ending: endingOf(progress) } : next;
}

function endingOf({ status, verification }: Progress): Ending {
  return verification === "PENDING" ? (status as Ending) : (verification as Ending);
}

function afterCheck(state: OtpState, answer: CheckAnswer | null, now: number): OtpState {
  if (answer === null) {
    return { ...state, problem: { kind: "offline" } };
  }
  const next = withProgress(state, answer.progress);
  switch (answer.result) {
    case null:
      return answer.refusal === null ? next : { ...next, problem: refused(answer.refusal, now) };
    case "WRONG_CODE":
      return next.ending !== null
        ? next
        : { ...next, problem: { kind: "wrong", checksLeft: answer.checksLeft } };
    case "VERIFIED":
    case "ALREADY_VERIFIED":
      return { ...next, ending: "VERIFIED" };
    default:
      return { ...next, ending: answer.result as Ending };
  }
}

function afterResend(state: OtpState, answer: ResendAnswer | null, now: number): OtpState {
  if (answer === null) {
    return { ...state, problem: { kind: "offline" } };
  }
  const next = withProgress(state, answer.progress);
  return answer.refusal === null ? next : { ...next, problem: refused(answer.refusal, now) };
}

function refused({ message, retryAfterMs }: Refusal, now: number): Problem {
  return {
    kind: "refused",
    message,
    until: retryAfterMs === null ? null : now + retryAfterMs,
  };
}

/** A problem that waiting has solved is over, and so is a code whose time is over. */
function afterTick(state: OtpState, now: number): OtpState {
  const { problem, progress } = state;
  const isSolved = problem?.kind === "refused" && problem.until !== null && problem.until <= now;
  const next = isSolved ? { ...state, problem: null } : state;
  const isExpired = progress !== null && ownTime(state, progress.expiresAt) + graceMs <= now;
  return isExpired && !state.isChecking ? { ...next, ending: "EXPIRED" } : next;
}

/** The server's word comes first when it comes. */
const graceMs = 3_000;

function isPastExpiry(state: OtpState, now: number): boolean {
  return state.progress !== null && ownTime(state, state.progress.expiresAt) <= now;
}
