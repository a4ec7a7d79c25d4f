import { isCountry } from "../core/country.js";
import { hasControlCharacters, textLengthMax } from "../core/limits.js";
import type { Channel } from "../core/otp/status.js";

/** What the rows of a report can be told apart by; the order of the contract. */
export const reportDimensions = [
  "DAY",
  "HOUR",
  "PLAN",
  "CHANNEL",
  "VENDOR",
  "COUNTRY",
  "NETWORK",
  "PURPOSE",
] as const;
/** One thing that the rows of a report can be told apart by. */
export type ReportDimension = (typeof reportDimensions)[number];

/** What a report counts; a list that is absent does not filter, an empty one matches nothing. */
export interface ReportFilter {
  /** Uuids. */
  readonly planIds?: readonly string[];
  readonly channels?: readonly Channel[];
  /** Slugs; one that no vendor has matches nothing. */
  readonly vendors?: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  readonly purposes?: readonly string[];
}

/** What is asked of a report: half-open range, the rows' dimensions in the order of their key. */
export interface ReportRequest {
  readonly from: Date;
  readonly to: Date;
  readonly groupBy: readonly ReportDimension[];
  readonly filter: ReportFilter;
}

/** Why a request cannot be answered: the field, as a path, and the rule that it breaks. */
export interface ReportProblem {
  readonly field: readonly string[];
  readonly rule: string;
}

const dayMs = 86_400_000;
const earliest = new Date("2000-01-01T00:00:00Z");
const latest = new Date("2200-01-01T00:00:00Z");
const listMax = 250;

/** Longest range, in days; of hours, a month with the hour that clocks may add. */
export const rangeDaysMax = { days: 400, hours: 32 } as const;

/**
 * The first rule that a request breaks; null when it can be answered. Rules: from before to; from
 * 2000 to 2199; at most 400 days, 32 with HOUR; every dimension once; lists of at most 250 entries,
 * each of which something can be called. Pure.
 */
export function reportProblem({ from, to, groupBy, filter }: ReportRequest): ReportProblem | null {
  return rangeProblem(from, to, groupBy) ?? groupProblem(groupBy) ?? filterProblem(filter);
}

function rangeProblem(
  from: Date,
  to: Date,
  groupBy: readonly ReportDimension[],
): ReportProblem | null {
  if (from >= to) {
    return { field: ["range", "to"], rule: "must be later than range.from." };
  }
  if (from < earliest || to > latest) {
    const field = from < earliest ? "from" : "to";
    return { field: ["range", field], rule: "must be a time of the years 2000 to 2199." };
  }
  const isByHour = groupBy.includes("HOUR");
  const max = isByHour ? rangeDaysMax.hours : rangeDaysMax.days;
  return to.getTime() - from.getTime() > max * dayMs
    ? {
        field: ["range"],
        rule: `must span at most ${max} days${isByHour ? " when grouped by HOUR" : ""}.`,
      }
    : null;
}

function groupProblem(groupBy: readonly ReportDimension[]): ReportProblem | null {
  const twice = groupBy.findIndex((dimension, index) => groupBy.indexOf(dimension) !== index);
  return twice === -1
    ? null
    : { field: ["groupBy", String(twice)], rule: "must not name a dimension twice." };
}

function filterProblem(filter: ReportFilter): ReportProblem | null {
  const lists = Object.entries(filter) as [keyof ReportFilter, readonly string[]][];
  for (const [name, values] of lists) {
    if (values.length > listMax) {
      return { field: ["filter", name], rule: `must have at most ${listMax} entries.` };
    }
    const bad = values.findIndex((value) => !canBe(name, value));
    if (bad !== -1) {
      return { field: ["filter", name, String(bad)], rule: rules[name] };
    }
  }
  return null;
}

const textRule = (max: number): string =>
  `must be at most ${max} characters, none of them a control character.`;

const rules: Readonly<Record<keyof ReportFilter, string>> = {
  planIds: "must be a plan's id.",
  channels: "must be a channel.",
  vendors: textRule(textLengthMax.vendor),
  countries: "must be a country of ISO 3166-1.",
  purposes: textRule(textLengthMax.purpose),
};

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function canBe(name: keyof ReportFilter, value: string): boolean {
  switch (name) {
    case "planIds":
      return uuidPattern.test(value);
    case "channels":
      return /^[A-Z_]{1,20}$/.test(value);
    case "countries":
      return isCountry(value);
    case "vendors":
    case "purposes":
      return (
        Array.from(value).length <= textLengthMax[name === "vendors" ? "vendor" : "purpose"] &&
        !hasControlCharacters(value)
      );
  }
}
