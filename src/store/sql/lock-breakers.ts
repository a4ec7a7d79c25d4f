import type { BreakerRow } from "../../flow/market.js";
import { type Connection, run } from "./statement.js";

const text = `
select b.account_id as "accountId", b.channel, b.country, b.failures,
  b.opened_at as "openedAt", b.probe_at as "probeAt", b.backoff_sec as "backoffSec"
from breaker b
where (b.account_id, b.channel, b.country) in (
  select * from unnest($1::uuid[], $2::text[], $3::text[]))
order by b.account_id, b.channel, b.country
for update of b`;

/**
 * Locks the breakers of these routes; a route without a row is closed.
 * One look-up and row lock each.
 */
export async function lockBreakers(
  db: Connection,
  routes: readonly Pick<BreakerRow, "accountId" | "channel" | "country">[],
): Promise<readonly BreakerRow[]> {
  return await run<BreakerRow>(db, "lock-breakers", text, [
    routes.map((route) => route.accountId),
    routes.map((route) => route.channel),
    routes.map((route) => route.country),
  ]);
}
