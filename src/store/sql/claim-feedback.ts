import type { FeedbackRow, SettledFeedback } from "../../manage/feedback/ports.js";
import { type Connection, run, write } from "./statement.js";

const claimText = `
update feedback f set tries = f.tries + 1, next_try_at = $2
from (
  select tenant_id, attempt_id from feedback
  where done_at is null and next_try_at <= $1
  order by next_try_at limit $3 for update skip locked
) d join attempt a on a.tenant_id = d.tenant_id and a.id = d.attempt_id
where f.tenant_id = d.tenant_id and f.attempt_id = d.attempt_id
returning f.tenant_id as "tenantId", f.attempt_id as "attemptId", a.account_id as "accountId",
  a.channel, a.country, a.vendor_message_ids[1] as "vendorMessageId",
  f.is_verified as "isVerified", f.at, f.tries`;

/** Takes what is due, longest due first, counts the try and keeps it until `leaseUntil`. */
export function claimFeedback(
  db: Connection,
  limit: number,
  now: Date,
  leaseUntil: Date,
): Promise<FeedbackRow[]> {
  return run<FeedbackRow>(db, "claim-feedback", claimText, [now, leaseUntil, limit]);
}

const settleText = `
update feedback f set tries = n.tries, next_try_at = n.next_try_at, outcome = n.outcome,
  done_at = case when n.outcome is not null then $1::timestamptz end
from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::timestamptz[], $6::text[])
  as n(tenant_id, attempt_id, tries, next_try_at, outcome)
where f.tenant_id = n.tenant_id and f.attempt_id = n.attempt_id and f.done_at is null`;

/** Notes what became of rows; those that are done stay as they are. */
export function settleFeedback(
  db: Connection,
  rows: readonly SettledFeedback[],
  now: Date,
): Promise<void> {
  return write(db, "settle-feedback", settleText, [
    now,
    rows.map((row) => row.tenantId),
    rows.map((row) => row.attemptId),
    rows.map((row) => row.tries),
    rows.map((row) => row.nextTryAt),
    rows.map((row) => row.outcome),
  ]);
}

const forgetText = "delete from feedback where done_at < $1";

/** Deletes what was done before; one index range. */
export function forgetFeedback(db: Connection, before: Date): Promise<void> {
  return write(db, "forget-feedback", forgetText, [before]);
}
