import { slotOf } from "../core/reports/send-slots.js";
import type { RangeParts, Stretch } from "./fact-days.js";
import { moment, moments, uuid } from "./report-db.js";
import { type FilterSql, needsSend } from "./report-filter.js";
import { type Calendar, type KeySource, rawKey, rawKeys } from "./report-keys.js";
import type { ReportDimension, ReportRequest } from "./report-request.js";

/** What the parts of a cost report are read with. */
export interface CostParts {
  readonly tenantId: string;
  readonly request: ReportRequest;
  readonly calendar: Calendar;
  readonly filter: FilterSql;
  readonly range: RangeParts;
}

/** Every figure of a part, in the order in which each part selects them. All can be added up. */
export const costColumns = [
  "attempts",
  "parts",
  "sends",
  "sends_in_all",
  "delivered",
  "delivered_in_all",
  "verified",
  "cost",
  "held",
  "maybe",
  "wasted",
  "duplicate",
  "open",
] as const;

/** True when an attempt reached somebody: delivered, or its code was typed in. */
export function hasArrived(alias: string): string {
  return `(${alias}.status in ('DELIVERED', 'READ') or ${alias}.verified_at is not null)`;
}

/**
 * True when daily facts can answer a request: not by hours, and no filter that lets several
 * channels or vendors through, because nobody added up who used the one, the other or both.
 */
export function canUseFacts({ groupBy, filter }: ReportRequest): boolean {
  const several = (values: readonly string[] | undefined) => new Set(values).size > 1;
  return !groupBy.includes("HOUR") && !several(filter.channels) && !several(filter.vendors);
}

/**
 * The figures of attempts that are read one by one, by raw key. An attempt counts for its send when
 * none of the send's earlier ones does, in its row or in all rows.
 */
export function linesSql(parts: CostParts): string {
  const { range, tenantId } = parts;
  const gaps = range.lines.length === 0 ? [] : [gapLines(parts, range.lines)];
  const starts = moments(range.factDays.map((day) => day.startsAt));
  const straddlers =
    range.factDays.length === 0
      ? []
      : [
          linesFrom(
            parts,
            `from cost_straddler x
             join cost_day d on d.tenant_id = x.tenant_id and d.starts_at = x.day_starts_at
             join attempt a on a.tenant_id = x.tenant_id and a.send_id = x.send_id
               and a.held_at >= d.starts_at and a.held_at < d.ends_at`,
            `x.tenant_id = ${uuid(tenantId)} and x.day_starts_at = any(${starts})`,
          ),
        ];
  return [...gaps, ...straddlers].join("\nunion all\n");
}

function gapLines(parts: CostParts, lines: readonly Stretch[]): string {
  const within = lines
    .map(({ from, to }) => `(a.held_at >= ${moment(from)} and a.held_at < ${moment(to)})`)
    .join(" or ");
  return linesFrom(
    parts,
    "from attempt a",
    `a.tenant_id = ${uuid(parts.tenantId)} and (${within})`,
  );
}

const lineSource: KeySource = {
  at: "a.held_at",
  plan: "s.plan_id",
  channel: "a.channel",
  vendor: "a.vendor_id",
  country: "coalesce(a.country, '')",
  network: "coalesce(a.mcc || a.mnc, '')",
  purpose: "coalesce(s.purpose, '')",
};

function linesFrom(parts: CostParts, from: string, where: string): string {
  const { request, calendar, filter } = parts;
  const { groupBy } = request;
  const send = needsSend(request.filter, groupBy)
    ? "join send s on s.tenant_id = a.tenant_id and s.id = a.send_id"
    : "";
  const arrived = hasArrived("a");
  return `select count(*) as attempts, sum(a.parts) as parts,
      count(*) filter (where e.in_row is not true) as sends,
      count(*) filter (where e.in_all is not true) as sends_in_all,
      count(*) filter (where ${arrived} and e.arrived_in_row is not true) as delivered,
      count(*) filter (where ${arrived} and e.arrived_in_all is not true) as delivered_in_all,
      count(a.verified_at) as verified,
      ${moneySql(arrived, "e.arrived")}
      ${rawKeys(groupBy, lineSource, calendar)}
    ${from} ${send}
    left join (${earlierSql(parts, from, where)}) e on e.id = a.id
    where ${where}${filter.ofAttempt("a")}${filter.ofPlan("s.plan_id", "s.purpose")}
    ${groupList(groupBy)}`;
}

/** Sums of money over attempts `a`, with what is still open. */
export function moneySql(arrived: string, earlierArrived: string): string {
  return `sum(a.cost_micros) as cost,
      coalesce(sum(a.hold_micros) filter (where a.charge = 'HELD'), 0) as held,
      coalesce(sum(a.cost_micros) filter (where a.charge = 'MAYBE'), 0) as maybe,
      coalesce(sum(a.cost_micros) filter (where a.charge = 'CHARGED' and not ${arrived}), 0)
        as wasted,
      coalesce(sum(a.cost_micros) filter (where ${arrived} and ${earlierArrived}), 0) as duplicate,
      count(*) filter (where a.charge in ('HELD', 'MAYBE')) as open`;
}

/**
 * What the sends of further attempts `a` had tried before: within the report and its row, and at
 * all. Most sends have one attempt, so that these are few and found by an index of their own.
 */
function earlierSql({ request, calendar, filter }: CostParts, from: string, where: string): string {
  const inScope =
    `b.held_at >= ${moment(request.from)} and b.held_at < ${moment(request.to)}` +
    filter.ofAttempt("b");
  const alike = alikeSql(request.groupBy, calendar);
  const arrived = hasArrived("b");
  return `select a.id, bool_or(${inScope}) as in_all, bool_or(${inScope}${alike}) as in_row,
      bool_or(${arrived}) as arrived,
      bool_or(${arrived} and ${inScope}) as arrived_in_all,
      bool_or(${arrived} and ${inScope}${alike}) as arrived_in_row
    ${from}
    join attempt b on b.tenant_id = a.tenant_id and b.send_id = a.send_id and b.number < a.number
    where ${where} and a.number > 1${filter.ofAttempt("a")}
    group by a.id`;
}

/** That attempts `a` and `b` of one send fall into the same row. */
function alikeSql(groupBy: readonly ReportDimension[], calendar: Calendar): string {
  const other: KeySource = {
    ...lineSource,
    at: "b.held_at",
    channel: "b.channel",
    vendor: "b.vendor_id",
    country: "coalesce(b.country, '')",
    network: "coalesce(b.mcc || b.mnc, '')",
  };
  return groupBy
    .filter((dimension) => dimension !== "PLAN" && dimension !== "PURPOSE")
    .map((dimension) => {
      const left = rawKey(dimension, lineSource, calendar);
      const right = rawKey(dimension, other, calendar);
      return ` and ${left} = ${right}`;
    })
    .join("");
}

const factSource: KeySource = {
  at: "f.day_starts_at",
  plan: "f.plan_id",
  channel: "f.channel",
  vendor: "f.vendor_id",
  country: "f.country",
  network: "f.network",
  purpose: "f.purpose",
};

/** The figures of the range's whole days from their facts, by raw key; "" when there are none. */
export function factsSql({ tenantId, request, calendar, filter, range }: CostParts): string {
  if (range.factDays.length === 0) {
    return "";
  }
  const { groupBy } = request;
  // Arrays count from 1.
  const inAll = 1 + slotOf(filteredDimensions(request));
  const inRow = 1 + slotOf([...groupBy, ...filteredDimensions(request)]);
  return `select sum(f.attempts) as attempts, sum(f.parts) as parts,
      sum(f.sends[${inRow}]) as sends, sum(f.sends[${inAll}]) as sends_in_all,
      sum(f.delivered_sends[${inRow}]) as delivered,
      sum(f.delivered_sends[${inAll}]) as delivered_in_all,
      sum(f.verified) as verified, sum(f.cost_micros) as cost, sum(f.held_micros) as held,
      sum(f.maybe_micros) as maybe, sum(f.wasted_micros) as wasted,
      sum(f.duplicate_micros) as duplicate, sum(f.open_attempts) as open
      ${rawKeys(groupBy, factSource, calendar)}
    from cost_fact f
    where f.tenant_id = ${uuid(tenantId)}
      and f.day_starts_at = any(${moments(range.factDays.map((day) => day.startsAt))})
      ${filter.ofRoute("f.channel", "f.vendor_id")}${filter.ofCountry("f.country")}
      ${filter.ofPlan("f.plan_id", "f.purpose")}
    ${groupList(groupBy)}`;
}

/** A filter that lets one value through is as good as a dimension; a send has one country. */
function filteredDimensions({ filter }: ReportRequest): readonly ReportDimension[] {
  return [
    ...(filter.channels === undefined ? [] : (["CHANNEL"] as const)),
    ...(filter.vendors === undefined ? [] : (["VENDOR"] as const)),
    ...(filter.countries === undefined ? [] : (["COUNTRY"] as const)),
  ];
}

function groupList(groupBy: readonly ReportDimension[]): string {
  return groupBy.length === 0
    ? ""
    : `group by ${groupBy.map((_, index) => `r${index + 1}`).join(", ")}`;
}
