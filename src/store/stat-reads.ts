import type pg from "pg";
import type { DataSource } from "typeorm";
import { marketCurrency } from "../core/stats/market-rule.js";
import type { StatReads, TallyRow } from "../manage/stats/ports.js";
import { asViewer } from "./as-viewer.js";
import { readMarketTallies } from "./sql/read-market-tallies.js";
import { readOwnTallies } from "./sql/read-own-tallies.js";
import { readTally, spanValues, type StoredTally, tallySelect } from "./sql/tally-rows.js";

// Everything that a page of cells needs: the figures, when they were worked out, today's rate.
const marketStats = `
select n.place::integer, r.as_of as "asOf", (
    select nullif((case x.base when $6 then x.rate else 1 / x.rate end)::numeric(24, 12), 0)::text
    from exchange_rate x where x.effective_from <= $8
      and ((x.base = $6 and x.quote = $7) or (x.base = $7 and x.quote = $6))
    order by (x.base = $6) desc, x.effective_from desc limit 1) as rate,
  0 as ${tallySelect}, cost_micros as "costMicros"
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality
  as n(vendor, chan, land, net, place)
left join market_stat_refresh r on r.span = $1
left join market_stat m on m.span = $1 and m.vendor_id = n.vendor and m.channel = n.chan
  and m.country = n.land and m.network = n.net
order by n.place`;

interface MarketStatFound {
  readonly asOf: Date | null;
  readonly rate: string | null;
}

/**
 * What was measured, as viewers see it: their own under row-level security; the market's, which is
 * the same for all, from what may be shown.
 */
export function createStatReads(dataSource: DataSource, engine: pg.Pool): StatReads {
  return {
    ownTallies: (viewer, spans, vendorIds) =>
      viewer.tenantId === null
        ? Promise.resolve([])
        : asViewer(dataSource, viewer, async (tx) => {
            const values = [...spanValues(spans), viewer.tenantId, vendorIds];
            return (await tx.query<StoredTally[]>(readOwnTallies, values)).map(readTally);
          }),
    marketTallies: (spans, vendorIds, now) => readMarketTallies(engine, spans, vendorIds, now),
    marketStats: (viewer, query, cells) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<(MarketStatFound & Partial<StoredTally>)[]>(marketStats, [
          query.window,
          cells.map((cell) => cell.vendorId),
          cells.map((cell) => cell.channel),
          cells.map((cell) => cell.country ?? ""),
          cells.map((cell) => cell.network ?? ""),
          marketCurrency,
          query.currency,
          query.now,
        ]);
        return {
          asOf: rows[0]?.asOf ?? null,
          rate: rows[0]?.rate ?? null,
          tallies: rows.map((row): TallyRow | null =>
            row.vendorId === null ? null : readTally(row as StoredTally),
          ),
        };
      }),
  };
}
