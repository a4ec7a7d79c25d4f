import type { LoggedAttempt, LoggedSend } from "../core/route/replay/replay-log.js";
import { moment, type ReadReport, type ReportDb, uuid } from "./report-db.js";

/** What a replay reads of. */
export interface LoggedRange {
  readonly from: Date;
  readonly to: Date;
}

/** Sends that a replay keeps: of more, every second, third … is left out, evenly. */
const sendsMax = 40_000;
const pageSends = 2_000;

interface SendRow {
  readonly id: string;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
  readonly createdAt: Date;
  readonly hasOwnCodes: boolean;
  readonly attempts: readonly AttemptJson[];
}

/** Times in ms since 1970. */
interface AttemptJson {
  readonly account: string;
  readonly channel: string;
  readonly isAutomatic: boolean;
  readonly status: string;
  readonly propensity: number;
  readonly waitMs: number;
  readonly startedMs: number;
  readonly rejectedMs: number | null;
  readonly deliveredMs: number | null;
  readonly failedMs: number | null;
  readonly typedMs: number | null;
  readonly costMicros: string;
}

/**
 * The sends of a range that were handed to a vendor, as a replay looks at them, behind the tenant's
 * row-level security. Pages of 2,000; of long ranges an even part, so that memory stays flat.
 */
export async function readReplayLog(
  read: ReadReport,
  tenantId: string,
  range: LoggedRange,
): Promise<readonly LoggedSend[]> {
  return read(tenantId, async (db) => {
    let kept: LoggedSend[] = [];
    let every = 1;
    let seen = 0;
    let after: string | null = null;
    for (;;) {
      const rows: readonly SendRow[] = await readPage(db, tenantId, range, after);
      for (const row of rows) {
        if (seen % every === 0 && row.attempts.length > 0) {
          kept.push(loggedSend(row));
        }
        seen += 1;
      }
      if (kept.length > sendsMax) {
        kept = kept.filter((_, index) => index % 2 === 0);
        every *= 2;
      }
      after = rows.at(-1)?.id ?? null;
      if (rows.length < pageSends) {
        return kept;
      }
    }
  });
}

/** Ids of sends begin with their time: the primary key finds the range and the page. */
function readPage(
  db: ReportDb,
  tenantId: string,
  { from, to }: LoggedRange,
  after: string | null,
): Promise<readonly SendRow[]> {
  const owner = uuid(tenantId);
  return db.query<SendRow>(`
    select s.id, s.country, s.mcc, s.mnc, s.created_at as "createdAt",
      s.code_hmac is null as "hasOwnCodes",
      coalesce((select json_agg(json_build_object(
          'account', a.account_id, 'channel', a.channel, 'isAutomatic', a.is_automatic,
          'status', a.status, 'propensity', (a.decision ->> 'p')::float8, 'waitMs', a.wait_ms,
          'startedMs', ${ms("a.submitted_at")},
          'rejectedMs', case when a.status = 'REJECTED' then ${ms("a.settled_at")} end,
          'deliveredMs', ${ms("a.delivered_at")},
          'failedMs', case when a.status = 'UNDELIVERED' then (select ${ms("min(r.received_at)")}
            from receipt r where r.tenant_id = a.tenant_id and r.attempt_id = a.id
              and r.status = 'UNDELIVERED') end,
          'typedMs', ${ms("a.verified_at")}, 'costMicros', a.cost_micros::text)
          order by a.number)
        from attempt a where a.tenant_id = s.tenant_id and a.send_id = s.id
          and a.submitted_at is not null), '[]') as attempts
    from send s
    where s.tenant_id = ${owner}
      and s.id >= ${after === null ? firstIdAt(from) : uuid(after)} and s.id < ${firstIdAt(to)}
      ${after === null ? "" : `and s.id <> ${uuid(after)}`}
      and s.created_at >= ${moment(from)} and s.created_at < ${moment(to)}
      and s.status <> 'BLOCKED'
    order by s.id limit ${pageSends}`);
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

/** The least uuid of version 7 that could have been made at a moment. */
function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return uuid(`${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`);
}

function loggedSend({ attempts, ...row }: SendRow): LoggedSend {
  const atMs = row.createdAt.getTime();
  const shared = row.hasOwnCodes ? null : sharedTyped(attempts);
  const country = row.country ?? "";
  return {
    country,
    cell: row.mcc === null ? country : `${country} ${row.mcc}${row.mnc ?? ""}`,
    atMs,
    attempts: attempts.map((attempt, index): LoggedAttempt => {
      const typedAt =
        shared === null ? attempt.typedMs : shared.index === index ? shared.typedMs : null;
      const after = (momentMs: number | null): number | null =>
        momentMs === null ? null : Math.max(0, momentMs - attempt.startedMs);
      return {
        route: `${attempt.account} ${attempt.channel}`,
        startedMs: Math.max(0, attempt.startedMs - atMs),
        propensity: Math.min(1, Math.max(1e-6, attempt.propensity)),
        waitMs: attempt.waitMs,
        isResend: !attempt.isAutomatic,
        rejectedMs: attempt.status === "REJECTED" ? (after(attempt.rejectedMs) ?? 0) : null,
        deliveredMs: after(attempt.deliveredMs),
        failedMs: attempt.deliveredMs === null ? after(attempt.failedMs) : null,
        typedMs: after(typedAt),
        costMicros: Number(attempt.costMicros),
      };
    }),
    resendsMs: attempts.flatMap((attempt) =>
      attempt.isAutomatic ? [] : [Math.max(0, attempt.startedMs - atMs)],
    ),
  };
}

/** With one code for all attempts, the message that was there first is held to have brought it. */
function sharedTyped(
  attempts: readonly AttemptJson[],
): { readonly index: number; readonly typedMs: number } | null {
  const credited = attempts.findIndex(({ typedMs }) => typedMs !== null);
  const typedMs = attempts[credited]?.typedMs ?? null;
  if (typedMs === null) {
    return null;
  }
  let index = credited;
  let firstMs = Number.POSITIVE_INFINITY;
  attempts.forEach(({ deliveredMs }, place) => {
    if (deliveredMs !== null && deliveredMs <= typedMs && deliveredMs < firstMs) {
      firstMs = deliveredMs;
      index = place;
    }
  });
  return { index, typedMs };
}
