import { type OtpState, ownTime } from "./otp-state.js";
import type { Progress } from "./progress.js";
import type { Texts } from "./texts.js";

/** What is shown; seconds tick in it, but never in `announced`. */
export interface OtpView {
  readonly tone: "busy" | "good" | "bad" | "quiet";
  readonly status: string;
  /** Where the code went; empty when that is not known. */
  readonly recipient: string;
  /** What happens next and when; empty when nothing does. */
  readonly next: string;
  /** null = nothing is waited for. */
  readonly secondsToNext: number | null;
  readonly trail: readonly Stop[];
  readonly hasForm: boolean;
  readonly isBusy: boolean;
  readonly problem: string;
  /** null = it is not offered. */
  readonly resend: { readonly text: string; readonly isReady: boolean } | null;
  /** What a screen reader is told when it changes. */
  readonly announced: string;
}

/** One channel on the code's way. */
export interface Stop {
  readonly name: string;
  readonly state: "tried" | "now" | "next";
}

/** What an end user sees at a moment of our own clock, in milliseconds. */
export function viewOf(state: OtpState, texts: Texts, now: number): OtpView {
  const { progress, ending } = state;
  if (ending !== null) {
    return ended(state, texts);
  }
  const status = statusText(state, texts);
  const next = nextChannel(progress);
  const secondsToNext = next === null ? null : secondsUntil(state, progress?.nextStepAt, now);
  return {
    tone: state.isLost ? "quiet" : toneOf(progress),
    status,
    recipient: recipientText(state, texts),
    next: next === null ? "" : nextText(texts, next, secondsToNext ?? 0),
    secondsToNext,
    trail: trailOf(state, texts),
    hasForm: true,
    isBusy: state.isChecking,
    problem: problemText(state, texts, now),
    resend: resendOf(state, texts, now),
    announced: next === null ? status : `${status} ${texts.nextIs(texts.channel(next))}`,
  };
}

function ended(state: OtpState, texts: Texts): OtpView {
  const status = texts.endings[state.ending ?? "TOKEN_INVALID"];
  const isGood = state.ending === "VERIFIED";
  return {
    tone: isGood ? "good" : "bad",
    status,
    recipient: "",
    next: isGood ? "" : texts.startAgain,
    secondsToNext: null,
    trail: [],
    hasForm: false,
    isBusy: false,
    problem: "",
    resend: null,
    announced: status,
  };
}

function toneOf(progress: Progress | null): OtpView["tone"] {
  if (progress?.status === "FAILED") {
    return "bad";
  }
  return hasArrived(progress) ? "good" : "busy";
}

function hasArrived(progress: Progress | null): boolean {
  return progress?.status === "DELIVERED" || progress?.status === "READ";
}

function statusText({ progress, isLost }: OtpState, texts: Texts): string {
  if (isLost) {
    return texts.offline;
  }
  if (progress === null) {
    return texts.preparing;
  }
  const { status, channel } = progress;
  if (status === "FAILED") {
    return texts.failed;
  }
  if (channel === null) {
    return texts.preparing;
  }
  const name = texts.channel(channel);
  if (hasArrived(progress)) {
    return texts.delivered(name);
  }
  return status === "SENT" ? texts.sent(name) : texts.sending(name);
}

/** Another vendor of the same channel is nothing that an end user has to know. */
function nextChannel(progress: Progress | null): string | null {
  return progress === null || progress.nextStepAt === null || hasArrived(progress)
    ? null
    : progress.nextChannel;
}

function nextText(texts: Texts, next: string, seconds: number): string {
  const name = texts.channel(next);
  return seconds > 0 ? texts.nextIn(name, seconds) : texts.nextNow(name);
}

function recipientText({ look, progress, isLost }: OtpState, texts: Texts): string {
  return look === null || progress?.channel === null || isLost
    ? ""
    : texts.to(look.maskedRecipient);
}

function trailOf({ progress, tried }: OtpState, texts: Texts): readonly Stop[] {
  const current = progress?.channel ?? null;
  const next = nextChannel(progress);
  const stop = (channel: string, state: Stop["state"]) => ({ name: texts.channel(channel), state });
  const stops = [
    ...tried.map((channel) => stop(channel, "tried")),
    ...(current === null ? [] : [stop(current, "now")]),
    ...(next === null || next === current ? [] : [stop(next, "next")]),
  ];
  return stops.length > 1 ? stops : [];
}

function problemText({ problem }: OtpState, texts: Texts, now: number): string {
  switch (problem?.kind) {
    case undefined:
      return "";
    case "wrong":
      return texts.wrong(problem.checksLeft);
    case "offline":
      return texts.notSent;
    case "refused":
      // Its seconds would stand still, while those of our own count down.
      return problem.until === null
        ? problem.message
        : texts.waitFor(Math.max(1, Math.ceil((problem.until - now) / 1_000)));
  }
}

function resendOf(state: OtpState, texts: Texts, now: number): OtpView["resend"] {
  const { progress, isResending } = state;
  if (progress === null || progress.resendsLeft <= 0) {
    return null;
  }
  const seconds = secondsUntil(state, progress.resendAvailableAt, now);
  if (isResending) {
    return { text: texts.resending, isReady: false };
  }
  return seconds > 0
    ? { text: texts.resendIn(seconds), isReady: false }
    : { text: texts.resend, isReady: !state.isLost };
}

function secondsUntil(state: OtpState, time: string | null | undefined, now: number): number {
  return time ? Math.max(0, Math.ceil((ownTime(state, time) - now) / 1_000)) : 0;
}
