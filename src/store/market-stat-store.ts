import type pg from "pg";
import type { MarketStatStore } from "../manage/stats/ports.js";
import { readMarketTallies } from "./sql/read-market-tallies.js";
import { replaceMarketStats } from "./sql/replace-market-stats.js";
import { takeLock } from "./take-lock.js";
import { transaction } from "./transaction.js";

// "mark" in ASCII.
const lockKey = 1835102827;
const begin = "begin; set local jit = off";

/** What the market shows, as its tables' owner: nobody else may write them. */
export function createMarketStatStore(owner: pg.Pool): MarketStatStore {
  return {
    exclusively: (wait, work) =>
      transaction(
        owner,
        async (client) => {
          if (!(await takeLock(client, lockKey, wait))) {
            return null;
          }
          return await work({
            async refreshedAt(window) {
              const found = await client.query<{ asOf: Date }>(
                'select as_of as "asOf" from market_stat_refresh where span = $1',
                [window],
              );
              return found.rows[0]?.asOf ?? null;
            },
            marketTallies: (spans, now) => readMarketTallies(client, spans, null, now),
            replaceMarketStats: (window, cells, now) =>
              replaceMarketStats(client, window, cells, now),
          });
        },
        begin,
      ),
  };
}
