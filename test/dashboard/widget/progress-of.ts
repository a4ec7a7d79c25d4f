import {
  type OtpEvent,
  type OtpState,
  reduce,
  start,
} from "../../../src/dashboard/widget/otp-state.js";
import type { Look, Progress } from "../../../src/dashboard/widget/progress.js";

/** When all is looked at, by our own clock. */
export const now = Date.parse("2026-01-15T12:00:00Z");

export const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

/** A code on its way by WhatsApp, SMS to follow in 12 s. */
export function progressOf(changes: Partial<Progress> = {}): Progress {
  return {
    cursor: "c1",
    sendId: "snd_1",
    status: "SENT",
    verification: "PENDING",
    channel: "WHATSAPP",
    nextChannel: "SMS",
    nextStepAt: at(12),
    resendAvailableAt: at(30),
    resendsLeft: 2,
    checksLeft: 5,
    expiresAt: at(300),
    ...changes,
  };
}

export const look: Look = {
  codeLength: 6,
  codeAlphabet: "DIGITS",
  maskedRecipient: "+62812•••••432",
  serverTime: at(0),
};

export const told = (changes: Partial<Progress> = {}): OtpEvent => ({
  type: "progress",
  progress: progressOf(changes),
});

export function stateAfter(...events: readonly OtpEvent[]): OtpState {
  return events.reduce(reduce, start);
}
