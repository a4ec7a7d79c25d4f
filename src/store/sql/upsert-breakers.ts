import type { BreakerChange } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
insert into breaker as b
  (account_id, channel, country, failures, opened_at, probe_at, backoff_sec, since, changed_at)
select n.account_id, n.channel, n.country, n.failures, n.opened_at, n.probe_at, n.backoff_sec,
  n.changed_at, n.changed_at
from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::timestamptz[], $6::timestamptz[],
  $7::integer[], $8::timestamptz[])
  as n(account_id, channel, country, failures, opened_at, probe_at, backoff_sec, changed_at)
order by n.account_id, n.channel, n.country
on conflict (account_id, channel, country) do update set
  failures = excluded.failures, opened_at = excluded.opened_at, probe_at = excluded.probe_at,
  backoff_sec = excluded.backoff_sec, changed_at = excluded.changed_at,
  since = case when (b.opened_at is null) = (excluded.opened_at is null)
    and (b.failures > 1) = (excluded.failures > 1)
    then b.since else excluded.changed_at end`;

/**
 * Stores breakers under their locks; `since` moves when the state that people see changes.
 * One row each.
 */
export async function upsertBreakers(
  db: Connection,
  changes: readonly BreakerChange[],
): Promise<void> {
  await run(db, "upsert-breakers", text, [
    changes.map((change) => change.accountId),
    changes.map((change) => change.channel),
    changes.map((change) => change.country),
    changes.map((change) => change.failures),
    changes.map((change) => change.openedAt),
    changes.map((change) => change.probeAt),
    changes.map((change) => change.backoffSec),
    changes.map((change) => change.changedAt),
  ]);
}
