import { marketCurrency, marketRule } from "../../core/stats/market-rule.js";
import { tallyCounts } from "../../core/stats/tally.js";
import type { BucketSpan, TallyRow } from "../../manage/stats/ports.js";
import { groupMarked } from "./stat-columns.js";
import { type Connection, run } from "./statement.js";
import { readTally, spanRows, spanValues, type StoredTally, tallySelect } from "./tally-rows.js";

const cell = ["bucket", "vendor_id", "channel", "country", "network"];
const list = cell.join(", ");
const sums = [...tallyCounts, "cost_micros", "unpriced"];

// An attempt counts for its network, its country and everywhere; see core/stats/cell.
const text = `
with ${spanRows(
  ["tenant_id", "vendor_id", "channel", "country", "network", "currency"],
  "s.ownership = 'MARKETPLACE' and ($5::uuid[] is null or s.vendor_id = any($5::uuid[]))",
)}, rate as (
  select distinct on (base) base, rate from (
    select base, rate, effective_from, 0 as detour from exchange_rate
    where quote = '${marketCurrency}'
    union all
    select quote, 1 / rate, effective_from, 1 from exchange_rate where base = '${marketCurrency}'
  ) known where effective_from <= $6::timestamptz
  order by base, detour, effective_from desc
), levelled as materialized (
  select p.bucket, p.tenant_id, p.vendor_id, p.channel, l.country, l.network,
    ${tallyCounts.map((count) => `p.${count}`).join(", ")},
    coalesce(p.vendor_cost_micros * case p.currency when '${marketCurrency}' then 1 else r.rate end,
      0) as cost_micros,
    case when p.currency <> '${marketCurrency}' and r.rate is null and p.vendor_cost_micros <> 0
      then 1 else 0 end as unpriced,
    p.mark, p.mark_count
  from part p left join rate r on r.base = p.currency
  cross join lateral (
    select '' as country, '' as network
    union all select p.country, '' where p.country <> ''
    union all select p.country, p.network where p.country <> '' and p.network <> ''
  ) l
), shares as (
  select ${list}, tenant_id, sum(attempts) as attempts from levelled group by ${list}, tenant_id
), shown as (
  select ${list} from shares group by ${list}
  having count(*) >= ${marketRule.tenantsMin} and sum(attempts) >= ${marketRule.attemptsMin}
    and max(attempts) <= ${marketRule.tenantShareMax} * sum(attempts)
), seen as (
  select levelled.* from levelled join shown using (${list})
), ${groupMarked("cells", "seen", cell, sums)}
select ${tallySelect},
  case when unpriced = 0 then round(cost_micros)::bigint end as "costMicros" from cells`;

/**
 * What the market may show, by bucket and cell at three levels (network, country, everywhere), of
 * marketplace accounts of all tenants; cost in US dollars at the rates of `now`, null where one is
 * missing. Cells below the market's rule are left out. As an engine or the tables' owner. Cost: the
 * rows of all tenants' roll-ups in the ranges.
 *
 * @param vendorIds null = all
 */
export async function readMarketTallies(
  db: Connection,
  spans: readonly BucketSpan[],
  vendorIds: readonly string[] | null,
  now: Date,
): Promise<TallyRow[]> {
  const values = [...spanValues(spans), vendorIds, now];
  return (await run<StoredTally>(db, "read-market-tallies", text, values)).map(readTally);
}
