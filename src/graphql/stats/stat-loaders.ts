import { cellKey, type StatCell } from "../../core/stats/cell.js";
import type { StatsWindow } from "../../core/stats/window.js";
import {
  type Quality,
  type QualityBucket,
  type QualityQuery,
  readQuality,
  readTimelines,
  type StatsAudience,
} from "../../manage/stats/quality.js";
import { requireKey } from "../auth.js";
import type { GraphqlContext, LoaderKind } from "../context.js";
import { viewersTenant } from "../tenants/tenant-loaders.js";

/** Of when and of whom. */
export interface StatsScope {
  readonly window: StatsWindow;
  readonly audience: StatsAudience;
}

/** What one field asks for. */
export interface StatsKey extends StatsScope {
  readonly cell: StatCell;
}

/** What one field asks for, in so many parts. */
export interface TimelineKey extends StatsKey {
  readonly buckets: number;
}

/** Quality of cells; those of one window and audience are one statement. */
export const qualityOfCell: LoaderKind<StatsKey, Quality> = {
  keyText: (key) => `${scopeText(key)} ${cellKey(key.cell)}`,
  batch: (context, keys) =>
    inGroups(keys, scopeText, async ([first], cells) => {
      const query = await queryOf(context, first);
      return readQuality(context.ports.catalogue.stats, query, cells);
    }),
};

/** Courses of cells; those of one window, audience and number of parts are one statement. */
export const timelineOfCell: LoaderKind<TimelineKey, readonly QualityBucket[]> = {
  keyText: (key) => `${timelineText(key)} ${cellKey(key.cell)}`,
  batch: (context, keys) =>
    inGroups(keys, timelineText, async ([first], cells) => {
      const query = await queryOf(context, first);
      return readTimelines(context.ports.catalogue.stats, query, cells, first.buckets);
    }),
};

async function queryOf(
  context: GraphqlContext,
  { window, audience }: StatsScope,
): Promise<QualityQuery> {
  const tenant = await viewersTenant(context);
  const viewer = requireKey(context);
  return { viewer, window, audience, currency: tenant?.currency ?? null, now: context.now() };
}

async function inGroups<K extends StatsKey, V>(
  keys: readonly K[],
  textOf: (key: K) => string,
  read: (group: readonly [K, ...K[]], cells: readonly StatCell[]) => Promise<readonly V[]>,
): Promise<readonly V[]> {
  const values = new Map<K, V>();
  for (const group of Map.groupBy(keys, textOf).values()) {
    const found = await read(
      group as [K, ...K[]],
      group.map(({ cell }) => cell),
    );
    group.forEach((key, index) => values.set(key, found[index] as V));
  }
  return keys.map((key) => values.get(key) as V);
}

function scopeText({ window, audience }: StatsScope): string {
  return `${window} ${audience}`;
}

function timelineText(key: TimelineKey): string {
  return `${scopeText(key)} ${key.buckets}`;
}
