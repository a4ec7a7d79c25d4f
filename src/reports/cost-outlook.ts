import {
  type OutlookChange,
  outlookChanges,
  type PricedVolume,
  priceOutlook,
  type Span,
} from "../core/ledger/outlook.js";
import { compareMicros } from "../core/money.js";
import {
  indexPrices,
  type OfferPriceRow,
  rateKey,
  type RateVersion,
} from "../core/route/route-snapshot.js";
import type { PriceBook } from "../core/route/price-of.js";
import type { Channel } from "../core/otp/status.js";
import { periodOf } from "../core/time.js";
import { moment, type ReportDb, readReportTenant, type ReportTenant, uuid } from "./report-db.js";

/** Money of a row or of all rows, in the tenant's micro-units. */
export interface OutlookFigures {
  readonly attemptCount: number;
  readonly partCount: number;
  /** What the volume cost when it was sent. */
  readonly basisMicros: bigint;
  /** What it would cost in the month to come at the prices and rates of now. */
  readonly todayMicros: bigint;
  /** … at those that take effect by then. */
  readonly thenMicros: bigint;
}

/** The outlook for one way of sending. */
export interface OutlookRow extends OutlookFigures {
  readonly vendorId: string;
  readonly channel: Channel;
  /** Null = none is known, as for e-mail. */
  readonly country: string | null;
  /** mcc and mnc joined; null = not known. */
  readonly network: string | null;
  readonly changes: readonly OutlookChange[];
  /** When the first of them takes effect; null = none does. */
  readonly changesAt: Date | null;
}

/** What next month would cost. */
export interface CostOutlook {
  readonly tenant: ReportTenant;
  readonly month: Span;
  readonly basis: Span;
  readonly total: OutlookFigures;
  /** Dearest first; they add up to the total. */
  readonly rows: readonly OutlookRow[];
}

const basisDays = 30;
const dayMs = 86_400_000;

/**
 * The last 30 days' traffic, priced for the tenant's next calendar month. A tenant that is younger
 * is judged by the days that it has; null with less than one. Five statements: the tenant, its
 * first attempt, the volumes of 30 days, prices, rates.
 */
export async function readCostOutlook(
  db: ReportDb,
  tenantId: string,
  now: Date,
): Promise<CostOutlook | null> {
  const tenant = await readReportTenant(db, tenantId);
  const basis = await basisOf(db, tenantId, now);
  if (basis === null) {
    return null;
  }
  const month = monthAfter(tenant.timeZone, now);
  const volumes = await readVolumes(db, tenantId, basis);
  const { book, steps } = await readMarket(db, tenant, now, month);
  const rows = new Map<string, OutlookRow>();
  for (const volume of volumes) {
    const priced = priceOutlook(volume, book, tenant.currency, now, basis, month, steps);
    addTo(rows, volume, priced);
  }
  const sorted = [...rows.values()].sort((a, b) => compareMicros(b.thenMicros, a.thenMicros));
  return { tenant, month, basis, rows: sorted, total: sorted.reduce(sumOf, nothing) };
}

const nothing: OutlookFigures = {
  attemptCount: 0,
  partCount: 0,
  basisMicros: 0n,
  todayMicros: 0n,
  thenMicros: 0n,
};

function sumOf(sum: OutlookFigures, row: OutlookFigures): OutlookFigures {
  return {
    attemptCount: sum.attemptCount + row.attemptCount,
    partCount: sum.partCount + row.partCount,
    basisMicros: sum.basisMicros + row.basisMicros,
    todayMicros: sum.todayMicros + row.todayMicros,
    thenMicros: sum.thenMicros + row.thenMicros,
  };
}

function addTo(
  rows: Map<string, OutlookRow>,
  volume: PricedVolume,
  priced: ReturnType<typeof priceOutlook>,
): void {
  const { vendorId, channel, country, network } = volume;
  const key = `${vendorId} ${channel} ${country ?? ""} ${network ?? ""}`;
  const known = rows.get(key);
  const { todayMicros, thenMicros } = priced;
  const figures = sumOf(known ?? nothing, {
    attemptCount: volume.attempts,
    partCount: volume.parts,
    basisMicros: volume.costMicros,
    todayMicros,
    thenMicros,
  });
  const changes = outlookChanges.filter(
    (change) => priced.changes.includes(change) || known?.changes.includes(change) === true,
  );
  const changesAt = earlier(known?.changesAt ?? null, priced.changesAt);
  rows.set(key, { vendorId, channel, country, network, changes, changesAt, ...figures });
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other < one) ? other : one;
}

async function basisOf(db: ReportDb, tenantId: string, now: Date): Promise<Span | null> {
  const [first] = await db.query<{ at: Date }>(
    `select a.held_at as at from attempt a where a.tenant_id = ${uuid(tenantId)}
     order by a.tenant_id, a.held_at limit 1`,
  );
  const earliest = new Date(now.getTime() - basisDays * dayMs);
  if (first === undefined || now.getTime() - first.at.getTime() < dayMs) {
    return null;
  }
  return { from: first.at > earliest ? first.at : earliest, to: now };
}

function monthAfter(zone: string, now: Date): Span {
  const from = periodOf("MONTH", zone, now).endsAt ?? now;
  return { from, to: periodOf("MONTH", zone, from).endsAt ?? from };
}

type VolumeRow = Omit<PricedVolume, "attempts" | "parts" | "partsAccepted" | "partsDelivered"> &
  Record<"attempts" | "parts" | "partsAccepted" | "partsDelivered", bigint>;

async function readVolumes(
  db: ReportDb,
  tenantId: string,
  { from, to }: Span,
): Promise<readonly PricedVolume[]> {
  const rows = await db.query<VolumeRow>(
    `select a.vendor_id as "vendorId", a.account_id as "accountId", a.channel, a.country,
       a.mcc || a.mnc as network, a.price_micros as "priceMicros",
       a.price_currency as "priceCurrency", a.billed_on as "billedOn",
       (array_agg(a.exchange_rate::text order by a.held_at desc))[1] as "exchangeRate",
       count(*) as attempts, sum(a.parts)::bigint as parts,
       coalesce(sum(a.parts) filter (where a.status not in ('REJECTED', 'CANCELED')), 0)::bigint
         as "partsAccepted",
       coalesce(sum(a.parts) filter (where a.status in ('DELIVERED', 'READ')), 0)::bigint
         as "partsDelivered",
       sum(case when a.charge = 'HELD' then a.price_micros * a.parts
         else a.vendor_cost_micros end)::bigint as "vendorCostMicros",
       sum(case when a.charge = 'HELD' then a.hold_micros else a.cost_micros end)::bigint
         as "costMicros"
     from attempt a
     where a.tenant_id = ${uuid(tenantId)}
       and a.held_at >= ${moment(from)} and a.held_at < ${moment(to)}
     group by a.vendor_id, a.account_id, a.channel, a.country, a.mcc, a.mnc, a.price_micros,
       a.price_currency, a.billed_on`,
  );
  return rows.map((row) => ({
    ...row,
    attempts: Number(row.attempts),
    parts: Number(row.parts),
    partsAccepted: Number(row.partsAccepted),
    partsDelivered: Number(row.partsDelivered),
  }));
}

/** Prices and rates in force or to come, and when they change until the month is over. */
async function readMarket(
  db: ReportDb,
  { id, currency }: ReportTenant,
  now: Date,
  month: Span,
): Promise<{ readonly book: PriceBook; readonly steps: readonly Date[] }> {
  const tenant = uuid(id);
  const prices = await db.query<OfferPriceRow>(
    `select coalesce(o.account_id, o.vendor_id) as owner, o.channel, o.country,
       o.mcc || o.mnc as network, p.price_micros as micros, p.currency,
       coalesce(p.billed_on, o.billed_on) as "billedOn", p.effective_from as "effectiveFrom",
       p.effective_until as "effectiveUntil"
     from offer o join offer_price p on p.offer_id = o.id
     where (o.tenant_id is null or o.tenant_id = ${tenant}) and o.withdrawn_at is null
       and (p.effective_until is null or p.effective_until > ${moment(now)})
       and p.effective_from < ${moment(month.to)}`,
  );
  const rates = await db.query<RateVersion & { base: string }>(
    `select r.base, r.rate::text as rate, r.effective_from as "effectiveFrom"
     from exchange_rate r
     where r.quote = '${currency}' and r.effective_from < ${moment(month.to)}
       and (r.effective_from > ${moment(now)} or r.effective_from = (
         select max(i.effective_from) from exchange_rate i where i.base = r.base
           and i.quote = r.quote and i.effective_from <= ${moment(now)}))
     order by r.effective_from`,
  );
  const byPair = Map.groupBy(rates, (rate) => rateKey(rate.base, currency));
  const moments = [
    ...prices.flatMap(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil]),
    ...rates.map(({ effectiveFrom }) => effectiveFrom),
  ].flatMap((at) => (at !== null && at > now && at < month.to ? [at.getTime()] : []));
  return {
    book: { ...indexPrices(prices), rates: byPair },
    steps: [...new Set(moments)].sort((a, b) => a - b).map((ms) => new Date(ms)),
  };
}
