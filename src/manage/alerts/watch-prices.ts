import { uuidv7 } from "uuidv7";
import { type Alert, priceChangeCause, severityOf } from "../../core/alert.js";
import type { Bus } from "../../flow/tail.js";
import type { PriceAlertStore, PriceChange } from "./ports.js";

const dayMs = 86_400_000;
/** A change is news until it is so old. */
const newsMs = dayMs;

/**
 * Tells tenants when prices change that their plans can meet: those of their plans' vendors and
 * channels, in their countries. Once per tenant, vendor and moment; from the announcement until a
 * day after the change, unless it is taken back. The market is looked at when a price or a plan has
 * changed, or news has grown old; else a turn costs one small statement.
 */
export function watchPrices(ports: {
  readonly store: PriceAlertStore;
  readonly bus: Bus;
}): (now: Date) => Promise<void> {
  let seen: string | null = null;
  let oldMs = Number.POSITIVE_INFINITY;
  return async (now) => {
    const version = await ports.store.version();
    if (version === seen && now.getTime() < oldMs) {
      return;
    }
    const changes = await ports.store.priceChanges(new Date(now.getTime() - newsMs));
    const told = await ports.store.keepPriceAlerts(
      changes.map((change) => alertOf(change, now)),
      now,
    );
    if (told.length > 0) {
      ports.bus.publish("alerts", told);
    }
    seen = version;
    oldMs = Math.min(...changes.map(({ effectiveAt }) => effectiveAt.getTime() + newsMs));
  };
}

function alertOf(change: PriceChange, now: Date): Alert {
  const { tenantId, vendorId, effectiveAt, ...rest } = change;
  const facts = { kind: "PRICE_CHANGE", ...rest, effectiveAt: effectiveAt.toISOString() } as const;
  return {
    tenantId,
    id: uuidv7(),
    severity: severityOf(facts),
    cause: priceChangeCause(vendorId, effectiveAt),
    facts,
    vendorId,
    planId: null,
    budgetId: null,
    raisedAt: now,
    endsAt: null,
  };
}
