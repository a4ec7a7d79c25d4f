import type { BreakerRow } from "../../flow/market.js";
import { type Connection, run } from "./statement.js";

const text = `select account_id as "accountId", channel, country, failures, opened_at as "openedAt",
    probe_at as "probeAt", backoff_sec as "backoffSec"
  from breaker where failures > 0 or opened_at is not null`;

/** All breakers that are not closed. As sandi_engine. One statement over a short table. */
export function loadBreakers(db: Connection): Promise<BreakerRow[]> {
  return run<BreakerRow>(db, "load-breakers", text, []);
}
