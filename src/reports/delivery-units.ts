import { hasArrived } from "./cost-parts.js";
import { moment, uuid } from "./report-db.js";
import type { FilterSql } from "./report-filter.js";
import { type Calendar, type KeySource, rawKeys } from "./report-keys.js";
import type { ReportRequest } from "./report-request.js";

const dayMs = 86_400_000;

/** Every figure of a delivery report, as an aggregate over `unitsSql`. */
export const deliveryColumns = {
  requests: "coalesce(sum(1 + u.resends), 0)",
  recipients: "count(distinct u.recipient)",
  sends: "count(*)",
  delivered: "count(*) filter (where u.is_delivered)",
  verified: "count(*) filter (where u.is_verified)",
  failed: "count(*) filter (where u.status = 'FAILED')",
  blocked: "count(*) filter (where u.status = 'BLOCKED')",
  resends: "coalesce(sum(u.resends), 0)",
  switched: "count(*) filter (where u.has_switched)",
  failed_over: "count(*) filter (where u.has_failed_over)",
  deliver_ms_p50: "percentile_disc(0.5) within group (order by u.deliver_ms)",
  deliver_ms_p95: "percentile_disc(0.95) within group (order by u.deliver_ms)",
  verify_ms_p50: "percentile_disc(0.5) within group (order by u.verify_ms)",
} as const;

/**
 * The sends of a report, each once per row that it is in, with raw keys r1, …: a send is in one row
 * unless rows are told apart by channel or vendor.
 */
export function unitsSql(
  tenantId: string,
  request: ReportRequest,
  calendar: Calendar,
  filter: FilterSql,
): string {
  const { from, to, groupBy } = request;
  const isRouted = isByRoute(request);
  const delivered = isRouted
    ? `r.is_delivered, r.is_verified, r.deliver_ms,
       case when r.is_verified then ${msBetween("s.created_at", "s.verified_at")} end as verify_ms`
    : `s.delivered_at is not null as is_delivered, s.verification = 'VERIFIED' as is_verified,
       ${msBetween("s.created_at", "s.delivered_at")} as deliver_ms,
       case when s.verification = 'VERIFIED'
         then ${msBetween("s.created_at", "s.verified_at")} end as verify_ms`;
  return `select s.round as resends, coalesce(s.phone_index, s.email_index) as recipient, s.status,
      m.has_switched, m.has_failed_over, ${delivered}
      ${rawKeys(groupBy, sourceOf(isRouted), calendar)}
    from send s
    ${isRouted ? routesJoin(tenantId, request, filter) : ""}
    left join (${movesSql(tenantId, request)}) m on m.send_id = s.id
    where s.tenant_id = ${uuid(tenantId)}
      and s.created_at >= ${moment(from)} and s.created_at < ${moment(to)}
      ${filter.ofPlan("s.plan_id", "s.purpose")}${filter.ofCountry("s.country")}`;
}

/** True when a report is about what attempts on some channels or at some vendors did for sends. */
function isByRoute({ groupBy, filter }: ReportRequest): boolean {
  return (
    groupBy.includes("CHANNEL") ||
    groupBy.includes("VENDOR") ||
    filter.channels !== undefined ||
    filter.vendors !== undefined
  );
}

function sourceOf(isRouted: boolean): KeySource {
  return {
    at: "s.created_at",
    plan: "s.plan_id",
    channel: isRouted ? "coalesce(r.channel, '')" : "''",
    vendor: isRouted ? "r.vendor_id" : "null::uuid",
    country: "coalesce(s.country, '')",
    network: "coalesce(s.mcc || s.mnc, '')",
    purpose: "coalesce(s.purpose, '')",
  };
}

/** Each send with every channel and vendor of the rows that it tried; unfiltered also with none. */
function routesJoin(tenantId: string, request: ReportRequest, filter: FilterSql): string {
  const { groupBy } = request;
  const isOpen = request.filter.channels === undefined && request.filter.vendors === undefined;
  const by = (["CHANNEL", "VENDOR"] as const).filter((one) => groupBy.includes(one));
  const columns = by.map((one) => ({ CHANNEL: "a.channel", VENDOR: "a.vendor_id" })[one]);
  const arrived = hasArrived("a");
  return `${isOpen ? "left " : ""}join (
      select ${["a.send_id", ...columns].join(", ")},
        bool_or(${arrived}) as is_delivered, bool_or(a.verified_at is not null) as is_verified,
        min(a.latency_ms) filter (where ${arrived}) as deliver_ms
      from attempt a
      where ${attemptsOf(tenantId, request)}${filter.ofRoute("a.channel", "a.vendor_id")}
      group by ${["a.send_id", ...columns].join(", ")}
    ) r on r.send_id = s.id`;
}

/** What the engine did by itself: another vendor in the same step, or another step. */
function movesSql(tenantId: string, request: ReportRequest): string {
  return `select a.send_id, bool_or(a.step = p.step) as has_switched,
        bool_or(a.step <> p.step) as has_failed_over
      from attempt a
      join attempt p on p.tenant_id = a.tenant_id and p.send_id = a.send_id
        and p.number = a.number - 1
      where ${attemptsOf(tenantId, request)} and a.number > 1 and a.is_automatic
      group by a.send_id`;
}

/** Attempts of the range's sends, and some more: none starts later than an hour after its send. */
function attemptsOf(tenantId: string, { from, to }: ReportRequest): string {
  const until = new Date(to.getTime() + dayMs);
  return `a.tenant_id = ${uuid(tenantId)}
        and a.held_at >= ${moment(from)} and a.held_at < ${moment(until)}`;
}

/** Null when there is no end: greatest() alone would make 0 of it. */
function msBetween(start: string, end: string): string {
  const ms = `round(extract(epoch from ${end} - ${start}) * 1000)`;
  return `case when ${end} is not null then greatest(0, ${ms}) end::integer`;
}
