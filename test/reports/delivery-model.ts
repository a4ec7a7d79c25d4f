import type { AttemptRow, SendRow } from "../../src/flow/rows.js";
import type { DeliveryFigures } from "../../src/reports/delivery-report.js";
import type { ReportDimension, ReportRequest } from "../../src/reports/report-request.js";
import { hasArrived, keyValue } from "./cost-model.js";
import type { Stage, Stored } from "./histories.js";

interface Unit extends Stored {
  /** The attempts of the row; null where rows are about whole sends. */
  readonly routed: readonly AttemptRow[] | null;
}

/** A delivery report, worked out the long way; slow, and without SQL. */
export function deliveryModel(
  stage: Stage,
  zone: string,
  history: readonly Stored[],
  request: ReportRequest,
): {
  readonly rows: Readonly<Record<string, DeliveryFigures>>;
  readonly total: DeliveryFigures;
} {
  const sends = history.filter(({ send }) => matches(send, request));
  const units = (groupBy: readonly ReportDimension[]) =>
    sends.flatMap((stored) => unitsOf(stage, zone, stored, { ...request, groupBy }));
  const groups = Map.groupBy(units(request.groupBy), ({ key }) => key);
  const rows = [...groups].map(([key, group]) => [key, figuresOf(group)] as const);
  const total = figuresOf(units([]));
  const isGrouped = request.groupBy.length > 0;
  return { rows: isGrouped ? Object.fromEntries(rows) : { "[]": total }, total };
}

function matches(send: SendRow, { from, to, filter }: ReportRequest): boolean {
  const has = (values: readonly unknown[] | undefined, value: unknown) =>
    values === undefined || values.includes(value);
  return (
    send.createdAt >= from &&
    send.createdAt < to &&
    has(filter.planIds, send.planId) &&
    has(filter.countries, send.country) &&
    has(filter.purposes, send.purpose ?? "")
  );
}

function unitsOf(
  stage: Stage,
  zone: string,
  stored: Stored,
  { groupBy, filter }: ReportRequest,
): readonly (Unit & { readonly key: string })[] {
  const { send, attempts } = stored;
  const slugOf = (attempt: AttemptRow) =>
    stage.vendors.find(({ id }) => id === attempt.vendorId)?.slug ?? "";
  const isFiltered = filter.channels !== undefined || filter.vendors !== undefined;
  const isRouted = isFiltered || groupBy.includes("CHANNEL") || groupBy.includes("VENDOR");
  const found = attempts.filter(
    (attempt) =>
      (filter.channels?.includes(attempt.channel) ?? true) &&
      (filter.vendors?.includes(slugOf(attempt)) ?? true),
  );
  const keyOf = (attempt: AttemptRow | null) =>
    JSON.stringify(
      groupBy.map((by) => {
        if (by === "CHANNEL" || by === "VENDOR") {
          return attempt === null ? "" : by === "CHANNEL" ? attempt.channel : slugOf(attempt);
        }
        return keyValue(stage, zone, send, send, send.createdAt, by);
      }),
    );
  if (!isRouted || (found.length === 0 && !isFiltered)) {
    return [{ ...stored, routed: isRouted ? [] : null, key: keyOf(null) }];
  }
  return [...Map.groupBy(found, keyOf)].map(([key, routed]) => ({ ...stored, routed, key }));
}

function figuresOf(units: readonly Unit[]): DeliveryFigures {
  const count = (is: (unit: Unit) => boolean) => units.filter(is).length;
  const sum = (of: (unit: Unit) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const sends = units.length;
  const recipients = new Set(
    units.flatMap(({ send }) => (send.phoneIndex ?? send.emailIndex)?.toString("hex") ?? []),
  ).size;
  const requests = sum(({ send }) => 1 + send.round);
  const share = (part: number) => (sends === 0 ? null : part / sends);
  const delivered = count(isDelivered);
  const verified = count(isVerified);
  const times = units.flatMap((unit) => deliverMs(unit) ?? []);
  const checks = units.filter(isVerified).flatMap(({ send }) => msOf(send, send.verifiedAt) ?? []);
  return {
    requestCount: requests,
    uniqueRecipientCount: recipients,
    sendCount: sends,
    deliveredCount: delivered,
    verifiedCount: verified,
    failedCount: count(({ send }) => send.status === "FAILED"),
    blockedCount: count(({ send }) => send.status === "BLOCKED"),
    resendCount: sum(({ send }) => send.round),
    sendDeliveryRate: share(delivered),
    successRate: share(verified),
    engagementRate: recipients === 0 ? null : requests / recipients,
    autoSwitchRate: share(count((unit) => moves(unit, true))),
    failoverRate: share(count((unit) => moves(unit, false))),
    timeToDeliverMsP50: nearestRank(times, 0.5),
    timeToDeliverMsP95: nearestRank(times, 0.95),
    timeToVerifyMsP50: nearestRank(checks, 0.5),
  };
}

function isDelivered({ send, routed }: Unit): boolean {
  return routed === null ? send.deliveredAt !== null : routed.some(hasArrived);
}

function isVerified({ send, routed }: Unit): boolean {
  return routed === null
    ? send.verification === "VERIFIED"
    : routed.some(({ verifiedAt }) => verifiedAt !== null);
}

function deliverMs({ send, routed }: Unit): number | null {
  if (routed === null) {
    return msOf(send, send.deliveredAt);
  }
  const known = routed.filter(hasArrived).flatMap(({ latencyMs }) => latencyMs ?? []);
  return known.length === 0 ? null : Math.min(...known);
}

function msOf(send: SendRow, end: Date | null): number | null {
  return end === null ? null : end.getTime() - send.createdAt.getTime();
}

function moves({ attempts }: Unit, isSameStep: boolean): boolean {
  return attempts.some(({ number, isAutomatic, step }) => {
    const before = attempts.find((other) => other.number === number - 1);
    return isAutomatic && before !== undefined && (before.step === step) === isSameStep;
  });
}

function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? null;
}
