import type { operatorWords } from "./operator.words.js";
import type { Platform } from "./platform-store.js";

export type Tone = "good" | "warn" | "bad";

/** A figure of the platform, and from where on it is to be watched or bad. */
export interface Sign {
  readonly name: "sends" | "lateness" | "queue" | "waiting" | "timers" | "subscribers";
  readonly read: (platform: Platform) => number;
  /** Null = no value of it is bad by itself. */
  readonly warnFrom: number | null;
  readonly badFrom: number | null;
  /** What is to be said then. */
  readonly words?: Readonly<Record<"warn" | "bad", keyof typeof operatorWords>>;
}

/** The most telling first. A timer is looked for every 250 ms at the latest. */
export const signs: readonly Sign[] = [
  { name: "sends", read: (p) => p.sendsPerSecond, warnFrom: null, badFrom: null },
  {
    name: "lateness",
    read: (p) => p.timerLatenessMsP99,
    warnFrom: 300,
    badFrom: 2_000,
    words: { warn: "latenessWarn", bad: "latenessBad" },
  },
  {
    name: "queue",
    read: (p) => p.submitQueue,
    warnFrom: 500,
    badFrom: 5_000,
    words: { warn: "queueWarn", bad: "queueBad" },
  },
  {
    name: "waiting",
    read: (p) => p.databasePoolWaiting,
    warnFrom: 1,
    badFrom: 20,
    words: { warn: "waitingWarn", bad: "waitingBad" },
  },
  { name: "timers", read: (p) => p.openTimers, warnFrom: null, badFrom: null },
  { name: "subscribers", read: (p) => p.subscribers, warnFrom: null, badFrom: null },
];

/** How a value of a sign is to be taken. */
export function toneOfSign({ warnFrom, badFrom }: Sign, value: number): Tone {
  if (badFrom !== null && value >= badFrom) {
    return "bad";
  }
  return warnFrom !== null && value >= warnFrom ? "warn" : "good";
}
