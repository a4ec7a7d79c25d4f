import { once } from "node:events";
import { loadConfig } from "../config.js";
import type { HistoryTenant } from "../manage/seed/history-store.js";
import type { DatabaseTarget } from "../store/connection.js";
import { createKeyring } from "../store/keyring.js";
import { masterKeys } from "../store/master-keys.js";
import { createPools } from "../store/pool.js";
import { countHistory } from "./count-history.js";
import { playDemoHistory } from "./demo-history.js";

// Plays the demo's past, or a part of it, in a process of its own, so that the server answers
// meanwhile. It ends with the server: what was not committed by then is not there.

/** What it is told first. */
export interface HistoryOrder {
  readonly target: DatabaseTarget;
  readonly tenants: readonly HistoryTenant[];
  readonly days: number;
  readonly seed: number;
}

/** What it is told when all parts are played: one of them counts what all have stored. */
export type HistoryEnding = "count" | "end";

/** What it tells: how far it is, 0..1; how many sends there are now; how it ended, null = well. */
export type HistoryNews =
  | { readonly share: number }
  | { readonly sends: number }
  | { readonly failure: string | null };

process.once("disconnect", () => process.exit(1));
process.once("message", (order: HistoryOrder) => {
  play(order).then(
    () => end(null),
    (error: unknown) => end(error instanceof Error ? (error.stack ?? error.message) : "unknown"),
  );
});

async function play({ target, ...order }: HistoryOrder): Promise<void> {
  const config = loadConfig();
  const isEmbedded = target.kind === "socket";
  const keyring = createKeyring(masterKeys(config.keys, config.dataDir, isEmbedded));
  // A connection that breaks while nobody uses it is replaced.
  const pools = createPools(target, () => undefined);
  const played = (share: number): void => tell({ share });
  const ground = { target, pools, keyring };
  const sends = await playDemoHistory(ground, { ...order, now: new Date(), played });
  const ending = once(process, "message");
  tell({ sends });
  const [what] = (await ending) as [HistoryEnding];
  if (what === "count") {
    await countHistory(pools.owner);
  }
  await pools.close();
}

function tell(news: HistoryNews): void {
  process.send?.(news);
}

function end(failure: string | null): void {
  process.send?.({ failure } satisfies HistoryNews, () => process.exit(failure === null ? 0 : 1));
}
