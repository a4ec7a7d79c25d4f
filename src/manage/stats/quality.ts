import { cellKey, cellsOf, type StatCell } from "../../core/stats/cell.js";
import { type DeliveryStats, deliveryStats } from "../../core/stats/delivery-stats.js";
import { marketCurrency } from "../../core/stats/market-rule.js";
import { mergeTallies } from "../../core/stats/tally.js";
import {
  bucketSpans,
  coverSpan,
  type Span,
  type StatsWindow,
  windowSpan,
} from "../../core/stats/window.js";
import { convert } from "../../core/money.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { BucketSpan, StatReads, TallyRow } from "./ports.js";

/** Whose attempts count: the market's, or the viewer's own. */
export type StatsAudience = "MARKET" | "OWN";

/** Whose quality is asked for, of when, in whose money. */
export interface QualityQuery {
  readonly viewer: KeyViewer;
  readonly window: StatsWindow;
  readonly audience: StatsAudience;
  /** The viewer's; null = an operator's, who sees the market's. */
  readonly currency: string | null;
  readonly now: Date;
}

/** What was measured in a cell. */
export interface Quality {
  readonly asOf: Date;
  /** Null = it may not be shown. */
  readonly stats: DeliveryStats | null;
  /** Of the costs. */
  readonly currency: string;
}

/** One part of a window. */
export interface QualityBucket extends Span {
  /** Null = it may not be shown. */
  readonly stats: DeliveryStats | null;
}

/** The quality of cells, in their order. One statement. */
export async function readQuality(
  reads: StatReads,
  query: QualityQuery,
  cells: readonly StatCell[],
): Promise<readonly Quality[]> {
  const { viewer, window, now } = query;
  if (query.audience === "OWN") {
    const spans = inBucket(0, windowSpan(window, now));
    const rows = await reads.ownTallies(viewer, spans, vendorsOf(cells));
    const byCell = byCells(rows);
    const currency = query.currency ?? marketCurrency;
    return cells.map((cell) => ({ asOf: now, currency, stats: total(byCell.get(cellKey(cell))) }));
  }
  const { asOf, rate: found, tallies } = await reads.marketStats(viewer, query, cells);
  const isShownInOwn = query.currency !== null && found !== null;
  const rate = isShownInOwn ? found : "1";
  const currency = isShownInOwn ? query.currency : marketCurrency;
  return tallies.map((row) => ({
    asOf: asOf ?? now,
    currency,
    stats:
      row === null
        ? null
        : deliveryStats(row.tally, row.costMicros === null ? null : convert(row.costMicros, rate)),
  }));
}

/**
 * The viewer's own quality of every cell in which it made attempts, for ordering. One statement.
 */
export async function readOwnCells(
  reads: StatReads,
  viewer: KeyViewer,
  window: StatsWindow,
  now: Date,
): Promise<readonly { readonly cell: StatCell; readonly stats: DeliveryStats }[]> {
  const rows = await reads.ownTallies(viewer, inBucket(0, windowSpan(window, now)), null);
  const cells = new Map(rows.flatMap(cellsOfRow).map((cell) => [cellKey(cell), cell]));
  return [...byCells(rows)].map(([key, group]) => ({
    cell: cells.get(key) as StatCell,
    stats: total(group),
  }));
}

/**
 * The course of cells' quality over a window, in their order. A part of the market's that may not
 * be shown by itself is suppressed. One statement.
 *
 * @param count 1 up; fewer parts come back when the window has not as many minutes or hours
 */
export async function readTimelines(
  reads: StatReads,
  query: QualityQuery,
  cells: readonly StatCell[],
  count: number,
): Promise<readonly (readonly QualityBucket[])[]> {
  const { viewer, window, audience, now } = query;
  const buckets = bucketSpans(window, now, count);
  const spans = buckets.flatMap((span, index) => inBucket(index, span));
  const vendorIds = vendorsOf(cells);
  if (audience === "OWN") {
    const rows = Map.groupBy(
      await reads.ownTallies(viewer, spans, vendorIds),
      ({ bucket }) => bucket,
    );
    const byCell = buckets.map((_, index) => byCells(rows.get(index) ?? []));
    return cells.map((cell) =>
      buckets.map((span, index) => ({
        ...span,
        stats: total(byCell[index]?.get(cellKey(cell))),
      })),
    );
  }
  const rows = await reads.marketTallies(spans, vendorIds, now);
  const byKey = new Map(rows.map((row) => [`${row.bucket} ${cellKey(marketCell(row))}`, row]));
  return cells.map((cell) =>
    buckets.map((span, index) => {
      const row = byKey.get(`${index} ${cellKey(cell)}`);
      return { ...span, stats: row === undefined ? null : deliveryStats(row.tally, null) };
    }),
  );
}

/** The cell of a row of the market. */
export function marketCell({ vendorId, channel, country, network }: TallyRow): StatCell {
  return {
    vendorId,
    channel,
    country: country === "" ? null : country,
    network: network === "" ? null : network,
  };
}

/** The rows of the roll-up that a range of time is made of. */
export function inBucket(bucket: number, span: Span): readonly BucketSpan[] {
  return coverSpan(span).map((part) => ({ ...part, bucket }));
}

function byCells(rows: readonly TallyRow[]): ReadonlyMap<string, readonly TallyRow[]> {
  const groups = new Map<string, TallyRow[]>();
  for (const row of rows) {
    for (const cell of cellsOfRow(row)) {
      const key = cellKey(cell);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [row]);
      } else {
        group.push(row);
      }
    }
  }
  return groups;
}

function cellsOfRow({ vendorId, channel, country, network }: TallyRow): readonly StatCell[] {
  return cellsOf(vendorId, channel, country, network);
}

function total(rows: readonly TallyRow[] = []): DeliveryStats {
  const cost = rows.reduce((sum, { costMicros }) => sum + (costMicros ?? 0n), 0n);
  return deliveryStats(mergeTallies(rows.map(({ tally }) => tally)), cost);
}

function vendorsOf(cells: readonly StatCell[]): readonly string[] {
  return [...new Set(cells.map(({ vendorId }) => vendorId))];
}
