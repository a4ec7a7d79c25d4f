import type pg from "pg";
import { evidenceOf } from "../core/route/evidence.js";
import { deliveryStats } from "../core/stats/delivery-stats.js";
import { cellKey, cellsOf, type StatCell } from "../core/stats/cell.js";
import { mergeTallies, type Tally } from "../core/stats/tally.js";
import { coverSpan, windowSpan } from "../core/stats/window.js";
import type { CellEvidence, QualityReader } from "../flow/quality-board.js";
import { readOwnTallies } from "./sql/read-own-tallies.js";
import { run } from "./sql/statement.js";
import { readTally, spanValues, type StoredTally, tallySelect } from "./sql/tally-rows.js";

const window = "LAST_24_HOURS";

const asOfText = 'select as_of as "asOf" from market_stat_refresh where span = $1';
const marketText = `select 0 as ${tallySelect}, cost_micros as "costMicros"
  from market_stat where span = $1`;

/** What was measured, for routing; read as sandi_engine. */
export function createQualityReader(engine: pg.Pool): QualityReader {
  return {
    async readMarketQuality(since) {
      const [refreshed] = await run<{ asOf: Date }>(engine, "quality-as-of", asOfText, [window]);
      if (refreshed === undefined || (since !== null && refreshed.asOf <= since)) {
        return null;
      }
      const rows = await run<StoredTally>(engine, "market-quality", marketText, [window]);
      const cells = rows.map(readTally).flatMap(({ vendorId, channel, country, network, tally }) =>
        evidenceIn(
          {
            vendorId,
            channel,
            country: country === "" ? null : country,
            network: network === "" ? null : network,
          },
          tally,
        ),
      );
      return { asOf: refreshed.asOf, cells };
    },
    async readOwnQuality(tenantId, now) {
      const spans = coverSpan(windowSpan(window, now)).map((span) => ({ ...span, bucket: 0 }));
      const values = [...spanValues(spans), tenantId, null];
      const rows = (await run<StoredTally>(engine, "own-quality", readOwnTallies, values)).map(
        readTally,
      );
      const groups = new Map<string, { cell: StatCell; tallies: Tally[] }>();
      for (const { vendorId, channel, country, network, tally } of rows) {
        for (const cell of cellsOf(vendorId, channel, country, network)) {
          const key = cellKey(cell);
          const group = groups.get(key) ?? { cell, tallies: [] };
          group.tallies.push(tally);
          groups.set(key, group);
        }
      }
      return [...groups.values()].flatMap(({ cell, tallies }) =>
        evidenceIn(cell, mergeTallies(tallies)),
      );
    },
  };
}

function evidenceIn(cell: StatCell, tally: Tally): readonly CellEvidence[] {
  const evidence = evidenceOf(deliveryStats(tally, null));
  return evidence === null ? [] : [{ cell, evidence }];
}
