import type { BreakerEntry } from "../core/route/measured/breaker-board.js";
import type { EstimateDelta } from "../core/route/measured/estimate-delta.js";
import type { MeasuredRouter } from "../core/route/measured/measured-router.js";
import type { GuardRow } from "../core/route/measured/prefix-guard.js";
import type { RouteSpace } from "../core/route/measured/route-space.js";
import { cellOfId, routeParts } from "./measured-names.js";

/** Numbers that were learned under one name, as they are stored. */
export interface EstimateRow {
  /** The tenant whose people or own account it is about; null = everybody's. */
  readonly ownerId: string | null;
  readonly family: string;
  readonly key: string;
  /** What the amounts are relative to, seconds since 1970. */
  readonly refSec: number;
  readonly amounts: readonly number[];
}

/** A breaker that is open by what was measured, as it is stored. */
export interface RouteBreakerRow {
  readonly scope: BreakerEntry["scope"];
  readonly key: string;
  /** The routes that it keeps away from, accounts and channels side by side. */
  readonly accountIds: readonly string[];
  readonly channels: readonly string[];
  readonly upstream: string;
  /** Null = everywhere. */
  readonly country: string | null;
  /** The cell's id; null = all of the country. */
  readonly network: string | null;
  readonly openedAt: Date;
  readonly openedBy: "RECEIPT" | "CODE";
  readonly probeAt: Date;
  readonly waitSec: number;
  readonly good: number;
  readonly failures: number;
}

/** What was learned, as processes read it. */
export interface EstimateReader {
  /** What changed behind a version, and the version that it is of. */
  readEstimates(
    after: bigint,
  ): Promise<{ readonly version: bigint; readonly rows: readonly EstimateRow[] }>;
  /** All breakers that are open. */
  readRouteBreakers(): Promise<readonly RouteBreakerRow[]>;
}

const separator = "\t";
/** The family of rows that are states, not sums. */
export const guardFamily = "guard";
const routeFamilies: ReadonlySet<string> = new Set(["route-cell", "route-country", "latency"]);

/** Where the names of rows are looked up. */
export interface RowNames {
  readonly space: RouteSpace;
  /** The number of a route by its account and channel, new ones included. */
  routeOf(accountId: string, channel: ReturnType<typeof routeParts>["channel"]): number;
}

/** Gives everything that these rows name a number. O(rows). */
export function nameRows({ space, routeOf }: RowNames, rows: readonly EstimateRow[]): void {
  for (const { family, key, ownerId } of rows) {
    const [first = "", second = ""] = key.split(separator);
    if (routeFamilies.has(family)) {
      const { accountId, channel } = routeParts(first);
      routeOf(accountId, channel);
      if (family === "route-cell") {
        space.cell(cellOfId(second));
      }
    } else {
      space.tenant(ownerId ?? "");
      if (family === "base-cell" || family === guardFamily) {
        space.cell(cellOfId(first));
      }
    }
  }
}

/** Puts stored rows in the place of what a router holds; the space has to know their names. */
export function putRows(router: MeasuredRouter, rows: readonly EstimateRow[]): void {
  const guard: GuardRow[] = [];
  const byRef = new Map<number, Map<string, [string, ...number[]][]>>();
  for (const row of rows) {
    if (row.family === guardFamily) {
      const [cell = "", prefix = ""] = row.key.split(separator);
      guard.push({
        cell: router.space.cell(cellOfId(cell)),
        prefix,
        numbers: row.amounts,
      });
      continue;
    }
    const families = getOrMake(byRef, row.refSec, () => new Map<string, [string, ...number[]][]>());
    getOrMake(families, familyName(row), () => []).push([row.key, ...row.amounts]);
  }
  for (const [refSec, families] of byRef) {
    router.replace(
      Object.fromEntries([...families].map(([name, found]) => [name, { refSec, rows: found }])),
    );
  }
  router.guard.load(guard);
}

/** What a router has learned, as rows. @param ownerOf the tenant of an account; null = nobody's. */
export function rowsOf(
  delta: EstimateDelta,
  ownerOf: (accountId: string) => string | null,
): readonly EstimateRow[] {
  return Object.entries(delta).flatMap(([name, { refSec, rows }]) => {
    const [family = "", tenant = ""] = name.split(" ");
    return rows.map(([key, ...amounts]): EstimateRow => {
      const owner = routeFamilies.has(family) ? ownerOf(key.split(" ")[0] ?? "") : tenant;
      return { ownerId: owner === "" ? null : owner, family, key, refSec, amounts };
    });
  });
}

/** What a guard has learned, as rows. */
export function guardRowsOf(space: RouteSpace, rows: readonly GuardRow[]): readonly EstimateRow[] {
  return rows.map(({ cell, prefix, numbers }) => ({
    ownerId: null,
    family: guardFamily,
    key: `${space.cells[cell]?.id ?? ""}${separator}${prefix}`,
    refSec: numbers[1] ?? 0,
    amounts: numbers,
  }));
}

function familyName({ family, ownerId }: EstimateRow): string {
  return ownerId === null || routeFamilies.has(family) ? family : `${family} ${ownerId}`;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
