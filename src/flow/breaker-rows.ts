import type { BreakerEntry } from "../core/route/measured/breaker-board.js";
import type { RouteSpace } from "../core/route/measured/route-space.js";
import { cellOfId, routeParts } from "./measured-names.js";
import type { RouteBreakerRow, RowNames } from "./measured-rows.js";

/**
 * The breakers that are open, as rows in the order of their keys.
 * O(breakers × routes of their upstreams).
 */
export function breakerRowsOf(
  space: RouteSpace,
  entries: readonly BreakerEntry[],
): readonly RouteBreakerRow[] {
  const rows = entries.flatMap(({ scope, route, place, breaker }): RouteBreakerRow[] => {
    const { openedAtSec, openedBy, probeAtSec, waitSec, good, failures } = breaker;
    if (openedAtSec === null) {
      return [];
    }
    const facts = space.routes[route];
    const upstream = facts?.upstream ?? "";
    const routes =
      scope === "UPSTREAM"
        ? space.routes.filter((_, other) => space.upstreamOf(other) === space.upstreamOf(route))
        : space.routes.slice(route, route + 1);
    const cell = scope === "CELL" ? (space.cells[place] ?? null) : null;
    const country = scope === "COUNTRY" ? space.countries[place] : cell?.country;
    const where = scope === "CELL" ? cell?.id : country;
    return [
      {
        scope,
        key: scope === "UPSTREAM" ? upstream : `${facts?.id ?? ""}\t${where ?? ""}`,
        accountIds: routes.map(({ id }) => routeParts(id).accountId),
        channels: routes.map(({ id }) => routeParts(id).channel),
        upstream,
        country: country ?? null,
        network: cell?.id ?? null,
        openedAt: new Date(openedAtSec * 1000),
        openedBy,
        probeAt: new Date(probeAtSec * 1000),
        waitSec,
        good,
        failures,
      },
    ];
  });
  return rows.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf({ scope, key }: RouteBreakerRow): string {
  return `${scope} ${key}`;
}

/** The same as a board takes them. */
export function breakerEntriesOf(
  { space, routeOf }: RowNames,
  rows: readonly RouteBreakerRow[],
): readonly BreakerEntry[] {
  return rows.flatMap((row): BreakerEntry[] => {
    const routes = row.accountIds.map((accountId, index) =>
      routeOf(accountId, routeParts(`${accountId} ${row.channels[index] ?? ""}`).channel),
    );
    // One that has moved to another upstream meanwhile has nothing to do with it.
    const route =
      row.scope === "UPSTREAM"
        ? routes.find((one) => space.routes[one]?.upstream === row.upstream)
        : routes[0];
    const cell = row.network === null ? null : space.cell(cellOfId(row.network));
    const country = row.country === null ? 0 : space.country(row.country);
    return route === undefined
      ? []
      : [{ scope: row.scope, route, place: cell ?? country, breaker: breakerOf(row) }];
  });
}

function breakerOf(row: RouteBreakerRow): BreakerEntry["breaker"] {
  return {
    receiptScore: 0,
    codeScore: 0,
    openedAtSec: row.openedAt.getTime() / 1000,
    openedBy: row.openedBy,
    probeAtSec: row.probeAt.getTime() / 1000,
    waitSec: row.waitSec,
    good: row.good,
    failures: row.failures,
    closedAtSec: Number.NEGATIVE_INFINITY,
    flapFactor: 1,
  };
}
