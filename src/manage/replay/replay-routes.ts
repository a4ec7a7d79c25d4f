import type { Channel } from "../../core/otp/status.js";
import type { OfferBook } from "../../core/route/replay/offered-routes.js";
import type { LoggedSend, MarketRate, ReplayRoutes } from "../../core/route/replay/replay-log.js";
import type { StatCell } from "../../core/stats/cell.js";
import { routeParts } from "../../flow/measured-names.js";
import type { TenantView } from "../../flow/rules-cache.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { StatReads } from "../stats/ports.js";

/**
 * What is known besides the log of the routes that a plan may use: one statement. Of other tenants'
 * attempts only those at the marketplace's accounts tell of a route.
 */
export async function readReplayRoutes(
  stats: Pick<StatReads, "marketStats">,
  viewer: KeyViewer,
  view: TenantView,
  offers: OfferBook,
  log: readonly LoggedSend[],
  now: Date,
): Promise<ReplayRoutes> {
  const places = [...new Map(log.map((send) => [send.country, send])).values()];
  const shared = places.flatMap(({ country }) =>
    offers.spec.steps.flatMap((_, step) =>
      routesAt(offers, step, country).flatMap((route) => cellOf(view, route, country) ?? []),
    ),
  );
  const cells = [...new Map(shared.map((one) => [`${one.country} ${one.route}`, one])).values()];
  const market = await readMarket(stats, viewer, cells, now);
  const { measured } = view;
  // Asked for every message that is imagined.
  const channels = new Map<string, Channel>();
  return {
    trustOf(route, country) {
      const { accountId, channel } = routeParts(route);
      const place = country === "" ? null : country;
      return measured.trustOf(accountId, channel, place, null)?.trust ?? null;
    },
    channelOf(route) {
      const known = channels.get(route) ?? routeParts(route).channel;
      channels.set(route, known);
      return known;
    },
    upstreamOf: (route) => measured.upstreams.get(route) ?? route,
    marketOf: (route, country) => market.get(`${country} ${route}`) ?? null,
    priceOf: (route, country) => priceAt(offers, route, country),
  };
}

interface RouteCell extends StatCell {
  readonly route: string;
}

function routesAt(offers: OfferBook, step: number, country: string): readonly string[] {
  const { routes } = offers.at(step, { country, cell: country, hasEmail: true });
  return routes.flatMap((route) => route ?? []);
}

/** Null = an account of the tenant's own, which others do not use. */
function cellOf({ market }: TenantView, route: string, country: string): RouteCell | null {
  const { accountId, channel } = routeParts(route);
  const account = market.accounts.get(accountId);
  return account === undefined || account.tenantId !== null
    ? null
    : {
        ...{ route, channel, network: null },
        vendorId: account.vendor.id,
        country: country === "" || channel === "EMAIL" ? null : country,
      };
}

async function readMarket(
  stats: Pick<StatReads, "marketStats">,
  viewer: KeyViewer,
  cells: readonly RouteCell[],
  now: Date,
): Promise<ReadonlyMap<string, MarketRate>> {
  if (cells.length === 0) {
    return new Map();
  }
  const query = { window: "LAST_30_DAYS", currency: null, now } as const;
  const { tallies } = await stats.marketStats(viewer, query, cells);
  return new Map(
    cells.flatMap(({ country, route }, index): [string, MarketRate][] => {
      const tally = tallies[index]?.tally;
      if (tally === undefined) {
        return [];
      }
      const { delivered, undelivered, silent } = tally;
      return [
        [`${country ?? ""} ${route}`, { delivered, settled: delivered + undelivered + silent }],
      ];
    }),
  );
}

function priceAt(offers: OfferBook, route: string, country: string) {
  const where = { country, cell: country, hasEmail: true };
  for (const step of offers.spec.steps.keys()) {
    const { candidates, routes } = offers.at(step, where);
    const found = candidates[routes.indexOf(route)];
    if (found?.tenantPriceMicros !== undefined && found.tenantPriceMicros !== null) {
      return {
        micros: Number(found.tenantPriceMicros),
        isBilledOnDelivery: found.price?.billedOn === "DELIVERED",
      };
    }
  }
  return null;
}
