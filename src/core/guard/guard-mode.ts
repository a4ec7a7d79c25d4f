/** What a guard rule does with what it finds: refuse it, only say so, or nothing. */
export const guardModes = ["ENFORCE", "MONITOR", "OFF"] as const;
/** One word of `guardModes`. */
export type GuardMode = (typeof guardModes)[number];

/** A tenant's rule of one kind; country null = everywhere. */
export interface GuardSetting {
  readonly kind: string;
  readonly mode: GuardMode;
  readonly country: string | null;
}

/**
 * The mode of a kind of guard for one country: the country's own rule, else the one for everywhere,
 * else MONITOR.
 */
export function guardModeOf(
  settings: readonly GuardSetting[],
  kind: string,
  country: string | null,
): GuardMode {
  const ofKind = settings.filter((setting) => setting.kind === kind);
  const own = ofKind.find((setting) => setting.country !== null && setting.country === country);
  const general = ofKind.find((setting) => setting.country === null);
  return (own ?? general)?.mode ?? "MONITOR";
}
