import { deliveryStats } from "../../core/stats/delivery-stats.js";
import { marketRefreshMs } from "../../core/stats/market-rule.js";
import { type StatsWindow, statsWindows, windowSpan } from "../../core/stats/window.js";
import type { MarketStatStore } from "./ports.js";
import { inBucket } from "./quality.js";

/**
 * Works out what the market shows of every cell, from the roll-up: each window at most once a
 * minute, whichever process comes first. Returns the windows that were worked out.
 *
 * @param force true: also when it was done a moment ago, and after a process that is at it
 */
export async function refreshMarket(
  store: MarketStatStore,
  now: Date,
  force = false,
): Promise<readonly StatsWindow[]> {
  const done = await store.exclusively(force, async (tx) => {
    const windows: StatsWindow[] = [];
    for (const window of statsWindows) {
      const last = await tx.refreshedAt(window);
      const isDue = last === null || now.getTime() - last.getTime() >= marketRefreshMs - slackMs;
      if (force || isDue) {
        const rows = await tx.marketTallies(inBucket(0, windowSpan(window, now)), now);
        await tx.replaceMarketStats(
          window,
          rows.map((row) => ({ row, stats: deliveryStats(row.tally, row.costMicros) })),
          now,
        );
        windows.push(window);
      }
    }
    return windows;
  });
  return done ?? [];
}

// Processes look every 10 s, and it is never to be older than a minute.
const slackMs = 10_000;
