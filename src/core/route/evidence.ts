import type { Channel } from "../otp/status.js";
import { cellKey } from "../stats/cell.js";
import type { DeliveryStats } from "../stats/delivery-stats.js";
import { wilson } from "../stats/interval.js";

/** What was measured of a vendor where an attempt would go. */
export interface RouteEvidence {
  /** Attempts whose end is known: `evidenceMin` or more. */
  readonly count: number;
  /** Lower end of the 95 % interval of delivered / count, 0..1. */
  readonly deliveryLow: number;
  /** Null when nothing was delivered. */
  readonly latencyMsP95: number | null;
}

/** Fewer attempts than this say nothing. */
export const evidenceMin = 30;

/**
 * What routing makes of figures; null when there are too few. Beside settled attempts those count
 * that the vendor refused, or left without an answer: whoever refuses most of what it gets delivers
 * the rest well, and is no good route.
 */
export function evidenceOf({ tally, settled, latencyMsP95 }: DeliveryStats): RouteEvidence | null {
  const count = settled + tally.rejected + tally.unknown;
  const low = wilson(tally.delivered, count)?.low;
  return count < evidenceMin || low === undefined
    ? null
    : { count, deliveryLow: low, latencyMsP95 };
}

/** Evidence by `cellKey`: of the market, and of the tenant's own attempts. */
export interface RouteQuality {
  readonly market: ReadonlyMap<string, RouteEvidence>;
  readonly own: ReadonlyMap<string, RouteEvidence>;
}

/** Nothing was measured. */
export const nothingMeasured: RouteQuality = { market: new Map(), own: new Map() };

/** Where an attempt would go. country, network null = not known, as for e-mail. */
export interface EvidencePlace {
  readonly vendorId: string;
  /** True for an account of the tenant's own. */
  readonly isOwnAccount: boolean;
  readonly channel: Channel;
  readonly country: string | null;
  readonly network: string | null;
}

/**
 * The evidence for a route: of the recipient's network, else of the country. The market's for its
 * accounts, the tenant's own for the tenant's; where that is missing, the other. Null = none. At
 * most four look-ups.
 */
export function evidenceAt(quality: RouteQuality, place: EvidencePlace): RouteEvidence | null {
  const { vendorId, channel, country, network, isOwnAccount } = place;
  const [first, second] = isOwnAccount
    ? [quality.own, quality.market]
    : [quality.market, quality.own];
  const levels = country === null || network === null ? [null] : [network, null];
  for (const level of levels) {
    const key = cellKey({ vendorId, channel, country, network: level });
    const found = first.get(key) ?? second.get(key);
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}
