import type { Channel } from "../core/otp/status.js";
import type { BreakerEntry } from "../core/route/measured/breaker-board.js";
import type { EstimateDelta } from "../core/route/measured/estimate-delta.js";
import type { MeasuredRouter } from "../core/route/measured/measured-router.js";
import type { GuardRow } from "../core/route/measured/prefix-guard.js";
import type { RouteSpace } from "../core/route/measured/route-space.js";
import type { FamilyRows } from "../core/route/measured/sums-family.js";
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

/** Stored rows of one family, owner and moment: keys, and what they hold, side by side. */
export interface EstimateGroup {
  readonly ownerId: string | null;
  readonly family: string;
  readonly refSec: number;
  readonly keys: readonly string[];
  readonly amounts: readonly Float64Array[];
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
  ): Promise<{ readonly version: bigint; readonly groups: readonly EstimateGroup[] }>;
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
  readonly routeOf: (accountId: string, channel: Channel) => number;
}

/**
 * Puts stored rows in the place of what a router holds; what they name gets a number. About 2 µs a
 * row.
 */
export function takeGroups(
  names: RowNames,
  router: MeasuredRouter,
  groups: readonly EstimateGroup[],
): void {
  const sums: FamilyRows[] = [];
  for (const group of groups) {
    const rows = rowsIn(group);
    if (group.family === guardFamily) {
      const states = rows.map(([key, numbers]): GuardRow => {
        const [cell = "", prefix = ""] = key.split(separator);
        return { cell: names.space.cell(cellOfId(cell)), prefix, numbers: [...numbers] };
      });
      router.loadGuard(names.space.tenant(group.ownerId ?? ""), states);
    } else {
      nameKeys(names, group, rows);
      sums.push({ name: familyName(group), refSec: group.refSec, rows });
    }
  }
  router.replace(sums);
}

function rowsIn({ keys, amounts }: EstimateGroup): readonly (readonly [string, Float64Array])[] {
  return keys.map((key, index) => [key, amounts[index] ?? new Float64Array(0)]);
}

function nameKeys(
  { space, routeOf }: RowNames,
  { family, ownerId }: EstimateGroup,
  rows: readonly (readonly [string, Float64Array])[],
): void {
  if (!routeFamilies.has(family)) {
    space.tenant(ownerId ?? "");
  }
  for (const [key] of rows) {
    const at = key.indexOf(separator);
    const first = at === -1 ? key : key.slice(0, at);
    if (routeFamilies.has(family)) {
      if (space.routeNumber(first) === null) {
        const { accountId, channel } = routeParts(first);
        routeOf(accountId, channel);
      }
      if (family === "route-cell") {
        nameCell(space, key.slice(at + 1));
      }
    } else if (family === "base-cell") {
      nameCell(space, first);
    }
  }
}

function nameCell(space: RouteSpace, id: string): void {
  if (space.cellNumber(id) === null) {
    space.cell(cellOfId(id));
  }
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

/** What a router's guards have learned, as rows. */
export function guardRowsOf({ space, changes }: GuardSource): readonly EstimateRow[] {
  return changes.flatMap(({ tenant, rows }) => rows.map((row) => guardRowOf(space, tenant, row)));
}

/** A router's space, and what its guards have learned since the last call. */
export interface GuardSource {
  readonly space: RouteSpace;
  readonly changes: ReturnType<MeasuredRouter["takeGuardChanges"]>;
}

function guardRowOf(
  space: RouteSpace,
  tenant: number,
  { cell, prefix, numbers }: GuardRow,
): EstimateRow {
  return {
    ownerId: tenant === 0 ? null : (space.tenants[tenant] ?? null),
    family: guardFamily,
    key: `${space.cells[cell]?.id ?? ""}${separator}${prefix}`,
    refSec: numbers[1] ?? 0,
    amounts: numbers,
  };
}

function familyName({ family, ownerId }: EstimateGroup): string {
  return ownerId === null || routeFamilies.has(family) ? family : `${family} ${ownerId}`;
}
