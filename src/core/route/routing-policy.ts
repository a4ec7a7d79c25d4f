/** What a tenant set of measured routing; null = the platform's own. */
export interface RoutingSettings {
  /** Needless messages that timers may cause per send, 0..1. */
  readonly duplicateRateMax: number | null;
  /** Least chance of every usable vendor at a first attempt, 0..0.2. */
  readonly explorationRate: number | null;
  /** What a verified user is worth, in the tenant's micro-units. */
  readonly valuePerVerifiedMicros: bigint | null;
}

/** What measured routing obeys. `valuePerVerifiedMicros` null = it follows the plan's prices. */
export interface RoutingPolicy {
  readonly duplicateRateMax: number;
  readonly explorationRate: number;
  readonly valuePerVerifiedMicros: bigint | null;
}

const duplicateRateMaxByDefault = 0.15;
/** Least chance of every usable vendor at a first attempt where a tenant says nothing, 0..0.2. */
export const explorationRateByDefault = 0.002;

/** The settings with the platform's own filled in. */
export function routingPolicy(settings: RoutingSettings): RoutingPolicy {
  return {
    duplicateRateMax: settings.duplicateRateMax ?? duplicateRateMaxByDefault,
    explorationRate: settings.explorationRate ?? explorationRateByDefault,
    valuePerVerifiedMicros: settings.valuePerVerifiedMicros,
  };
}
