import { loadConfig } from "../config.js";
import type { HistoryTenant } from "../manage/seed/history-store.js";
import type { DatabaseTarget } from "../store/connection.js";
import { createKeyring } from "../store/keyring.js";
import { masterKeys } from "../store/master-keys.js";
import { createPools } from "../store/pool.js";
import { playDemoHistory } from "./demo-history.js";

// Plays the demo's past in a process of its own, so that the server answers meanwhile. It ends with
// the server: what was not committed by then is not there.

/** What it is told once. */
export interface HistoryOrder {
  readonly target: DatabaseTarget;
  readonly tenants: readonly HistoryTenant[];
  readonly days: number;
  readonly seed: number;
}

/** What it tells: a line on the way; at the end what went wrong, null = nothing. */
export type HistoryNews = { readonly line: string } | { readonly failure: string | null };

process.once("disconnect", () => process.exit(1));
process.once("message", (order: HistoryOrder) => {
  play(order).then(
    () => end(null),
    (error: unknown) => end(error instanceof Error ? (error.stack ?? error.message) : "unknown"),
  );
});

async function play({ target, tenants, days, seed }: HistoryOrder): Promise<void> {
  const config = loadConfig();
  const isEmbedded = target.kind === "socket";
  const keyring = createKeyring(masterKeys(config.keys, config.dataDir, isEmbedded));
  const say = (line: string): void => tell({ line });
  const pools = createPools(target, (error) => say(error.message));
  await playDemoHistory({ pools, keyring }, { tenants, days, seed, now: new Date(), say });
  await pools.close();
}

function tell(news: HistoryNews): void {
  process.send?.(news);
}

function end(failure: string | null): void {
  process.send?.({ failure } satisfies HistoryNews, () => process.exit(failure === null ? 0 : 1));
}
