import { useEnumWords } from "../words/enum-words.js";

/** A channel by its colour and name, the same on every page. */
export function ChannelName({ channel }: { readonly channel: string }) {
  const say = useEnumWords();
  return <span className={`channel ch-${channel}`}>{say(channel)}</span>;
}

const tones: Readonly<Record<string, string>> = {
  HEALTHY: "good",
  DEGRADED: "warn",
  OPEN: "bad",
  PINNED_OFF: "",
  DELIVERED: "good",
  READ: "good",
  VERIFIED: "good",
  SENT: "info",
  SENDING: "info",
  SUBMITTED: "info",
  SUBMITTING: "info",
  FAILED: "bad",
  BLOCKED: "bad",
  REJECTED: "bad",
  UNDELIVERED: "bad",
  CHECKS_EXHAUSTED: "bad",
  TIMED_OUT: "warn",
  UNKNOWN: "warn",
  MAYBE: "warn",
  HELD: "info",
  CRITICAL: "bad",
  WARNING: "warn",
  INFO: "info",
  READY: "good",
  RUNNING: "info",
};

/** Good, to be watched, bad or neutral. */
export function toneOf(value: string): string {
  return tones[value] ?? "";
}

/** A status as a word on its colour: the word alone says it too. */
export function Status({ value }: { readonly value: string }) {
  const say = useEnumWords();
  return <span className={`pill ${toneOf(value)}`}>{say(value)}</span>;
}
