import { type LocalDay, localDays, type OffsetStretch, offsetsBetween } from "../core/calendar.js";
import { moments, uuid, words } from "./report-db.js";
import type { ReportDimension, ReportRequest } from "./report-request.js";

/** SQL expressions of what rows are told apart by, in one source of rows; '' = none. */
export interface KeySource {
  /** The moment that a row belongs to. */
  readonly at: string;
  readonly plan: string;
  readonly channel: string;
  readonly vendor: string;
  readonly country: string;
  readonly network: string;
  readonly purpose: string;
}

/** The tenant's clock over a range. */
export interface Calendar {
  /** All days that share a moment with the range. */
  readonly days: readonly LocalDay[];
  readonly offsets: readonly OffsetStretch[];
}

/** The tenant's clock over the range of a request. */
export function calendarOf(zone: string, { from, to, groupBy }: ReportRequest): Calendar {
  const days = localDays(zone, from, to);
  const start = days[0]?.startsAt ?? from;
  return {
    days,
    offsets: groupBy.includes("HOUR") ? offsetsBetween(zone, start, to) : [],
  };
}

/**
 * What rows are grouped by while they are many: one expression per dimension, as
 * "expression as r1, …" with a leading comma; empty without dimensions.
 */
export function rawKeys(
  groupBy: readonly ReportDimension[],
  source: KeySource,
  calendar: Calendar,
): string {
  return groupBy
    .map((dimension, index) => `, ${rawKey(dimension, source, calendar)} as r${index + 1}`)
    .join("");
}

/** One expression of `rawKeys`: a number for DAY and HOUR, an id for PLAN and VENDOR, else text. */
export function rawKey(
  dimension: ReportDimension,
  source: KeySource,
  { days, offsets }: Calendar,
): string {
  switch (dimension) {
    case "DAY":
      return `width_bucket(${source.at}, ${moments(days.map((day) => day.startsAt))})`;
    case "HOUR": {
      const offset = offsetOf(source.at, offsets);
      const hour = `floor((date_part('epoch', ${source.at}) + ${offset} * 60) / 3600)::bigint`;
      return `(${hour} * 10000 + ${offset} + 5000)`;
    }
    case "PLAN":
      return source.plan;
    case "CHANNEL":
      return source.channel;
    case "VENDOR":
      return source.vendor;
    case "COUNTRY":
      return source.country;
    case "NETWORK":
      return source.network;
    case "PURPOSE":
      return source.purpose;
  }
}

/**
 * The names of raw keys, as "expression as k1, …" with a leading comma. Names tell groups apart as
 * well as raw keys do.
 */
export function keyNames(
  groupBy: readonly ReportDimension[],
  tenantId: string,
  { days }: Calendar,
): string {
  return groupBy
    .map((dimension, index) => {
      const raw = `r${index + 1}`;
      return `, (${nameOf(dimension, raw, tenantId, days)}) collate "C" as k${index + 1}`;
    })
    .join("");
}

function nameOf(
  dimension: ReportDimension,
  raw: string,
  tenantId: string,
  days: readonly LocalDay[],
): string {
  switch (dimension) {
    case "DAY":
      return `(${words(days.map((day) => day.name))})[${raw}]`;
    case "HOUR":
      return hourName(raw);
    case "PLAN":
      return `coalesce((select p.key from plan p
        where p.tenant_id = ${uuid(tenantId)} and p.id = ${raw}), '')`;
    case "VENDOR":
      return `coalesce((select v.slug from vendor v where v.id = ${raw}), '')`;
    case "CHANNEL":
    case "COUNTRY":
    case "NETWORK":
    case "PURPOSE":
      return raw;
  }
}

/** RFC 3339 with the offset of the zone at that hour: an hour that comes twice has two names. */
function hourName(raw: string): string {
  const offset = `(${raw} % 10000 - 5000)`;
  return `to_char(to_timestamp((${raw} / 10000) * 3600) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS')
    || case when ${offset} < 0 then '-' else '+' end
    || lpad((abs(${offset}) / 60)::text, 2, '0') || ':'
    || lpad((abs(${offset}) % 60)::text, 2, '0')`;
}

function offsetOf(at: string, offsets: readonly OffsetStretch[]): string {
  const [only] = offsets;
  if (offsets.length <= 1) {
    return String(only?.offsetMin ?? 0);
  }
  const values = offsets.map(({ offsetMin }) => offsetMin).join(", ");
  return `(array[${values}])[width_bucket(${at}, ${moments(offsets.map(({ from }) => from))})]`;
}
