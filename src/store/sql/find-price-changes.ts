import type { PriceChange } from "../../manage/alerts/ports.js";
import { type Connection, run } from "./statement.js";

const momentsMax = 20;

const versionText = `
select concat_ws(' ', m.version, (select sum(t.rules_version) from tenant t)) as version
from market_version m`;

/** Differs when prices or plans have changed. One row per tenant. */
export async function readPlanAndPriceVersion(db: Connection): Promise<string> {
  const rows = await run<{ version: string }>(db, "read-plan-and-price-version", versionText, []);
  return rows[0]?.version ?? "";
}

const serves = (countries: string): string =>
  `(jsonb_typeof(${countries}) is distinct from 'array' or ${countries} ? c.country)`;

const text = `
with used as materialized (
  select p.tenant_id, r.created_at, v.id as vendor_id, v.slug, s.step ->> 'channel' as channel,
    (w.vendor ->> 'accountId')::uuid as account_id, r.spec -> 'countries' as plan_countries,
    s.step -> 'countries' as step_countries
  from plan p
  join plan_revision r on r.tenant_id = p.tenant_id and r.plan_id = p.id
    and r.number = p.current_revision
  cross join lateral jsonb_array_elements(r.spec -> 'steps') as s(step)
  cross join lateral jsonb_array_elements(s.step -> 'vendors') as w(vendor)
  join vendor v on v.slug = w.vendor ->> 'vendor'
  where p.archived_at is null
), concerned as materialized (
  select distinct vendor_id, channel from used
), change as materialized (
  select o.id, o.vendor_id, o.account_id, o.channel, o.country, n.effective_from,
    case when n.currency = b.currency then coalesce(
      n.price_micros::float8 / nullif(b.price_micros, 0) - 1, sign(n.price_micros)) end as share,
    n.currency <> b.currency as is_other_currency,
    coalesce(n.billed_on, o.billed_on) <> coalesce(b.billed_on, o.billed_on) as is_otherwise
  from concerned u
  join offer o on o.vendor_id = u.vendor_id and o.channel = u.channel and o.withdrawn_at is null
  join offer_price n on n.offer_id = o.id
  cross join lateral (
    select b.price_micros, b.currency, b.billed_on from offer_price b
    where b.offer_id = n.offer_id and b.effective_from < n.effective_from
    order by b.effective_from desc limit 1
  ) b
  where n.effective_from > $1
    and (n.price_micros <> b.price_micros or n.currency <> b.currency
      or coalesce(n.billed_on, o.billed_on) <> coalesce(b.billed_on, o.billed_on))
), met as (
  select distinct u.tenant_id, u.slug, c.* from change c
  join used u on u.vendor_id = c.vendor_id and u.channel = c.channel
    and (c.account_id is null or c.account_id = u.account_id)
    and u.created_at < c.effective_from
    and (c.country is null or ${serves("u.plan_countries")} and ${serves("u.step_countries")})
), told as (
  select tenant_id, vendor_id, slug, effective_from,
    array_agg(distinct channel order by channel) as channels, count(*) as prices,
    min(share) as low, max(share) as high,
    count(*) filter (where is_other_currency) as in_other_currency,
    count(*) filter (where is_otherwise) as billed_otherwise,
    row_number() over (partition by tenant_id, vendor_id order by effective_from) as place
  from met group by tenant_id, vendor_id, slug, effective_from
)
select tenant_id as "tenantId", vendor_id as "vendorId", slug as vendor,
  effective_from as "effectiveAt", channels, prices::integer, low, high,
  in_other_currency::integer as "inOtherCurrency", billed_otherwise::integer as "billedOtherwise"
from told where place <= ${momentsMax}
order by tenant_id, vendor_id, effective_from`;

/**
 * Changes of prices later than `since`, by tenant, vendor and moment: of offers that the tenant's
 * plans can meet by vendor, account, channel and country, where the plan is as old as the change.
 * Per tenant and vendor the 20 soonest. Reads all plans, and all prices of vendors that they name.
 */
export function findPriceChanges(db: Connection, since: Date): Promise<PriceChange[]> {
  return run<PriceChange>(db, "find-price-changes", text, [since]);
}
