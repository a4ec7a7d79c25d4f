import type { Bus } from "../../flow/tail.js";

/** What finding alerts needs whose cause is over. */
export interface EndedAlertPorts {
  readonly alerts: {
    /** Resolves open alerts that end by themselves until `now`; returns whose they are. */
    resolveEnded(now: Date): Promise<readonly string[]>;
  };
  readonly bus: Bus;
}

/**
 * Resolves the alerts of budget periods that are over, as of their end. Run it every second: one
 * small statement when there are none. Twice at once does no harm.
 */
export async function resolveEnded({ alerts, bus }: EndedAlertPorts, now: Date): Promise<void> {
  const tenantIds = await alerts.resolveEnded(now);
  if (tenantIds.length > 0) {
    bus.publish("alerts", tenantIds);
  }
}
