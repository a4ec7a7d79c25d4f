import type { AttemptRow, SendRow } from "../../src/flow/rows.js";
import type { CostFigures } from "../../src/reports/cost-report.js";
import type { ReportDimension, ReportRequest } from "../../src/reports/report-request.js";
import type { Stage, Stored } from "./histories.js";

/** A row of a report as the model finds it: its key as text, and its figures. */
export type ModelRows = Readonly<Record<string, CostFigures>>;

interface Line extends Stored {
  readonly attempt: AttemptRow;
}

/** A cost report, worked out the long way; slow, and without SQL. */
export function costModel(
  stage: Stage,
  zone: string,
  history: readonly Stored[],
  request: ReportRequest,
): { readonly rows: ModelRows; readonly total: CostFigures } {
  const lines = history
    .flatMap((stored) => stored.attempts.map((attempt): Line => ({ ...stored, attempt })))
    .filter((line) => matches(stage, line, request));
  const groups = Map.groupBy(lines, (line) =>
    JSON.stringify(request.groupBy.map((one) => valueOf(stage, zone, line, one))),
  );
  const rows = [...groups].map(([key, group]) => [key, figuresOf(group)] as const);
  const total = figuresOf(lines);
  const isGrouped = request.groupBy.length > 0;
  return { rows: isGrouped ? Object.fromEntries(rows) : { "[]": total }, total };
}

function matches(stage: Stage, { send, attempt }: Line, { from, to, filter }: ReportRequest) {
  const has = (values: readonly unknown[] | undefined, value: unknown) =>
    values === undefined || values.includes(value);
  return (
    attempt.heldAt >= from &&
    attempt.heldAt < to &&
    has(filter.planIds, send.planId) &&
    has(filter.channels, attempt.channel) &&
    has(filter.vendors, slugOf(stage, attempt)) &&
    has(filter.countries, attempt.country) &&
    has(filter.purposes, send.purpose ?? "")
  );
}

function slugOf(stage: Stage, attempt: AttemptRow): string {
  return stage.vendors.find(({ id }) => id === attempt.vendorId)?.slug ?? "";
}

function valueOf(stage: Stage, zone: string, { send, attempt }: Line, by: ReportDimension) {
  if (by === "CHANNEL") {
    return attempt.channel;
  }
  return by === "VENDOR"
    ? slugOf(stage, attempt)
    : keyValue(stage, zone, send, attempt, attempt.heldAt, by);
}

/** A row's value for a dimension that is not of a route. */
export function keyValue(
  stage: Stage,
  zone: string,
  send: SendRow,
  place: Pick<SendRow, "country" | "mcc" | "mnc">,
  at: Date,
  by: Exclude<ReportDimension, "CHANNEL" | "VENDOR">,
): string {
  switch (by) {
    case "DAY":
      return local(zone, at, { year: "numeric", month: "2-digit", day: "2-digit" });
    case "HOUR":
      return hourOf(zone, at);
    case "PLAN":
      return stage.plans.find(({ id }) => id === send.planId)?.key ?? "";
    case "COUNTRY":
      return place.country ?? "";
    case "NETWORK":
      return place.mcc === null || place.mnc === null ? "" : place.mcc + place.mnc;
    case "PURPOSE":
      return send.purpose ?? "";
  }
}

function local(zone: string, at: Date, fields: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...fields }).format(at);
}

function hourOf(zone: string, at: Date): string {
  const day = local(zone, at, { year: "numeric", month: "2-digit", day: "2-digit" });
  const hour = local(zone, at, { hour: "2-digit", hourCycle: "h23" });
  const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")
    ?.value.slice(3);
  return `${day}T${hour}:00:00${offset === "" ? "+00:00" : offset}`;
}

function figuresOf(lines: readonly Line[]): CostFigures {
  const arrived = lines.filter(({ attempt }) => hasArrived(attempt));
  const sum = (of: (attempt: AttemptRow) => bigint) =>
    lines.reduce((total, { attempt }) => total + of(attempt), 0n);
  const distinct = (some: readonly Line[]) => new Set(some.map(({ send }) => send.id)).size;
  return {
    sendCount: distinct(lines),
    attemptCount: lines.length,
    partCount: lines.reduce((total, { attempt }) => total + attempt.parts, 0),
    deliveredCount: distinct(arrived),
    verifiedCount: distinct(lines.filter(({ attempt }) => attempt.verifiedAt !== null)),
    costMicros: sum((attempt) => attempt.costMicros),
    heldMicros: sum((attempt) => (attempt.charge === "HELD" ? attempt.holdMicros : 0n)),
    maybeMicros: sum((attempt) => (attempt.charge === "MAYBE" ? attempt.costMicros : 0n)),
    wastedMicros: sum((attempt) =>
      attempt.charge === "CHARGED" && !hasArrived(attempt) ? attempt.costMicros : 0n,
    ),
    duplicateMicros: arrived
      .filter(({ attempt, attempts }) =>
        attempts.some((other) => other.number < attempt.number && hasArrived(other)),
      )
      .reduce((total, { attempt }) => total + attempt.costMicros, 0n),
  };
}

/** True when an attempt reached somebody. */
export function hasArrived({ status, verifiedAt }: AttemptRow): boolean {
  return status === "DELIVERED" || status === "READ" || verifiedAt !== null;
}
