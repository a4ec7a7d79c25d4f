/** What a guard rule does with what it finds: refuse it, only say so, or nothing. */
export const guardModes = ["ENFORCE", "MONITOR", "OFF"] as const;
/** One word of `guardModes`. */
export type GuardMode = (typeof guardModes)[number];

/** What guard rules can look at. */
export const guardKinds = [
  "RECIPIENT_RATE",
  "IP_RATE",
  "PREFIX_RATE",
  "COUNTRY_ALLOW",
  "UNVERIFIED_RATE",
  "SEQUENTIAL_NUMBERS",
  "DEAD_NUMBER",
  "LINE_TYPE",
  "BLOCK_LIST",
] as const;
/** One word of `guardKinds`. */
export type GuardKind = (typeof guardKinds)[number];

/** The kinds that rules can be set for. */
export const servedGuardKinds = [
  "PREFIX_RATE",
  "UNVERIFIED_RATE",
] as const satisfies readonly GuardKind[];
/** One word of `servedGuardKinds`. */
export type ServedGuardKind = (typeof servedGuardKinds)[number];

/** What limits may be set to: sends per window, its seconds, and percent; both ends inclusive. */
export const guardRange = {
  perWindow: { min: 1, max: 1_000_000 },
  windowSec: { min: 10, max: 86_400 },
  percent: { min: 1, max: 60 },
} as const;

/**
 * A tenant's rule of one kind.
 *
 * @property country   null = everywhere that has no rule of its own
 * @property limit     PREFIX_RATE: sends per window to numbers with the same first digits;
 *   UNVERIFIED_RATE: the least share of codes that have to be typed in, percent; null = measured
 * @property windowSec of PREFIX_RATE; null where limit is, and for other kinds
 */
export interface GuardSetting {
  readonly kind: string;
  readonly mode: GuardMode;
  readonly country: string | null;
  readonly limit?: number | null;
  readonly windowSec?: number | null;
}

/** The rule that is obeyed where none was set. */
export function defaultGuardRule(kind: ServedGuardKind): GuardSetting {
  return { kind, mode: "MONITOR", country: null, limit: null, windowSec: null };
}

/**
 * The rule of a kind for one country: the country's own, else the one for everywhere, else one
 * that watches.
 */
export function guardRuleOf(
  settings: readonly GuardSetting[],
  kind: ServedGuardKind,
  country: string | null,
): GuardSetting {
  const ofKind = settings.filter((setting) => setting.kind === kind);
  const own = ofKind.find((setting) => setting.country !== null && setting.country === country);
  const general = ofKind.find((setting) => setting.country === null);
  return own ?? general ?? defaultGuardRule(kind);
}
