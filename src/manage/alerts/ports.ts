import type { Alert, AlertFacts, AlertSeverity } from "../../core/alert.js";
import type { Channel } from "../../core/otp/status.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** An alert as it is stored. Open = neither resolved nor acknowledged. */
export interface AlertRow {
  readonly tenantId: string;
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly facts: AlertFacts;
  readonly vendorId: string | null;
  readonly planId: string | null;
  readonly budgetId: string | null;
  readonly raisedAt: Date;
  readonly resolvedAt: Date | null;
  readonly acknowledgedAt: Date | null;
}

/** A position in the list of alerts, newest first. */
export interface AlertPosition {
  readonly at: Date;
  readonly id: string;
}

/** A tenant's key sees its tenant's alerts, an operator's those of the marketplace. */
export interface AlertStore {
  /** Newest first. */
  alerts(
    viewer: KeyViewer,
    openOnly: boolean,
    limit: number,
    after: AlertPosition | null,
  ): Promise<Page<AlertRow>>;
  countAlerts(viewer: KeyViewer, openOnly: boolean): Promise<number>;
  /** In the order of ids; null where the viewer may see none. */
  alertsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (AlertRow | null)[]>;
  /** Keeps the first acknowledgement; null when the viewer may see no such alert. */
  acknowledgeAlert(viewer: KeyViewer, id: string, now: Date): Promise<AlertRow | null>;
}

/** Reads for all watched tenants at once. */
export interface AlertTailReader {
  /** Those raised or resolved at or after `since`, oldest first; 10,000 at most. */
  alertsSince(tenantIds: readonly string[], since: Date): Promise<readonly AlertRow[]>;
}

/** What becomes of a vendor's prices at one moment, as far as a tenant's plans can meet them. */
export interface PriceChange {
  readonly tenantId: string;
  readonly vendorId: string;
  /** Its slug. */
  readonly vendor: string;
  readonly effectiveAt: Date;
  readonly channels: readonly Channel[];
  /** How many change. */
  readonly prices: number;
  /** The least and the greatest change as fractions of the price before; null = none compares. */
  readonly low: number | null;
  readonly high: number | null;
  readonly inOtherCurrency: number;
  readonly billedOtherwise: number;
}

/** What watching prices needs of the database. */
export interface PriceAlertStore {
  /** Differs when a price or a plan has changed. */
  version(): Promise<string>;
  /** Changes later than `since`, those to come included; per tenant and vendor the 20 soonest. */
  priceChanges(since: Date): Promise<readonly PriceChange[]>;
  /**
   * Raises these, brings those that are raised up to date, and resolves all other price alerts.
   * Returns the tenants whose alerts changed.
   */
  keepPriceAlerts(alerts: readonly Alert[], now: Date): Promise<readonly string[]>;
}
