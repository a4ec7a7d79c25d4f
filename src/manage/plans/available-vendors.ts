import type { Channel } from "../../core/otp/status.js";
import { isRouteKnown, receiptSec, routeOdds } from "../../core/plan/estimate/route-odds.js";
import type { MeasuredSource, OffersAt } from "../../core/plan/estimate/open-market.js";
import type { TrafficCell } from "../../core/plan/estimate/virtual-market.js";
import type { AvailableVendor } from "../../core/plan/suggest/candidate-specs.js";
import type { PlanStep } from "../../core/plan/plan.js";
import type { Candidate } from "../../core/route/candidate.js";
import type { RouteSnapshot } from "../../core/route/route-snapshot.js";

/** A vendor account's channel, and whether enough was measured of it. */
export interface OfferedRoute extends AvailableVendor {
  readonly isMeasured: boolean;
}

/** A vendor account as plans name it. */
interface NamedAccount {
  readonly vendor: string;
  readonly accountId: string | null;
  readonly channels: readonly Channel[];
}

/**
 * Every vendor account's channel that can be had for a part of the traffic now, with what is known
 * of it there. O(accounts × channels × cells).
 *
 * @param channels null = all but e-mail
 */
export function availableVendors(
  snapshot: RouteSnapshot,
  channels: readonly Channel[] | null,
  mix: readonly TrafficCell[],
  offersAt: OffersAt,
  measured: MeasuredSource,
): readonly OfferedRoute[] {
  return namedAccounts(snapshot).flatMap((account) =>
    account.channels
      .filter((channel) => channels?.includes(channel) ?? channel !== "EMAIL")
      .flatMap((channel) => offeredRoute(account, channel, mix, offersAt, measured) ?? []),
  );
}

function namedAccounts({ accounts }: RouteSnapshot): readonly NamedAccount[] {
  return [...accounts].map(([key, { vendorSlug, accountId, channels }]) => ({
    vendor: vendorSlug,
    // The marketplace's account is found by its vendor alone.
    accountId: key.endsWith(accountId) ? accountId : null,
    channels,
  }));
}

/** Null = nowhere to be had. */
function offeredRoute(
  { vendor, accountId }: NamedAccount,
  channel: Channel,
  mix: readonly TrafficCell[],
  offersAt: OffersAt,
  measured: MeasuredSource,
): OfferedRoute | null {
  const step = stepOf(vendor, accountId, channel);
  const sums = { weight: 0, price: 0, arrives: 0, latency: 0, measured: 0 };
  const countries = new Set<string>();
  for (const { country, network, weight } of mix) {
    const isMail = channel === "EMAIL";
    const [candidate] = offersAt(step, isMail ? null : country, isMail ? null : network);
    if (candidate?.skippedBecause === null && candidate.accountId !== null) {
      const odds = oddsOf(candidate, measured, measured.cellOf(country, network));
      countries.add(country);
      sums.weight += weight;
      sums.price += weight * Number(candidate.tenantPriceMicros ?? 0n);
      sums.arrives += weight * odds.arrives * odds.accept;
      sums.latency += weight * receiptSec(odds, 0.5);
      sums.measured += isRouteKnown(odds) ? weight : 0;
    }
  }
  const { weight } = sums;
  return weight === 0
    ? null
    : {
        vendor,
        accountId,
        channel,
        countries: [...countries],
        priceMicros: sums.price / weight,
        arrives: sums.arrives / weight,
        latencySec: sums.latency / weight,
        isMeasured: sums.measured >= 0.95 * weight,
      };
}

function oddsOf({ accountId, channel }: Candidate, measured: MeasuredSource, cell: number) {
  const { view, atSec } = measured;
  const route = measured.routeOf(accountId ?? "", channel) ?? 0;
  const seen = view.route(route, cell, atSec);
  return routeOdds(seen, measured.placeOf(route, cell), channel, 0, view.cell(cell, atSec).dead);
}

function stepOf(vendor: string, accountId: string | null, channel: Channel): PlanStep {
  return {
    channel,
    vendors: [{ vendor, accountId, weight: null }],
    strategy: "PRIORITY",
    advanceOn: [],
    waitSec: null,
    waitFor: "DELIVERED",
    maxAttempts: 1,
    countries: null,
  };
}
