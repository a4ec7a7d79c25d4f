import type { LoggedAttempt, LoggedSend } from "../core/route/replay/replay-log.js";
import { moment, type ReadReport, type ReportDb, uuid } from "./report-db.js";

/** What a replay reads of. */
export interface LoggedRange {
  readonly from: Date;
  readonly to: Date;
  /** From when on sends before the range tell of routes, too. */
  readonly evidenceFrom: Date;
}

/** Sends that a replay looks at; of more, only a part. */
const sendsMax = 40_000;
/** Where the range has fewer, those before it are read, too, the latest first. */
const evidenceMax = 20_000;
const pageSends = 2_000;

interface SendRow {
  readonly id: string;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
  readonly createdAt: Date;
  readonly hasOwnCodes: boolean;
  readonly hasEmail: boolean;
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

/** What was read. */
export interface ReadLog {
  readonly sends: readonly LoggedSend[];
  /** Of a long range one in so many sends was read; 1 = all. */
  readonly every: number;
}

/**
 * The sends of a range that were handed to a vendor, as a replay looks at them, and of those before
 * it so many as make evidence, behind the tenant's row-level security. Pages of 2,000; of a range
 * of more than 40,000 one in so many, picked by the random end of their ids, so that time and
 * memory stay bounded.
 *
 * @param range  `evidenceFrom` = from when on sends before it count
 * @param goesOn hears how many sends are read, page by page; false = read no more: null then
 */
export async function readReplayLog(
  read: ReadReport,
  tenantId: string,
  { from, to, evidenceFrom }: LoggedRange,
  goesOn: (sends: number) => boolean,
): Promise<ReadLog | null> {
  return read(tenantId, async (db) => {
    const every = Math.ceil((await countSends(db, tenantId, from, to)) / sendsMax) || 1;
    const sends: LoggedSend[] = [];
    const asked = { from, to, every, isBackward: false };
    if (!(await readPages(db, tenantId, asked, Infinity, sends, goesOn))) {
      return null;
    }
    const before = { from: evidenceFrom, to: from, every: 1, isBackward: true };
    return sends.length >= evidenceMax ||
      evidenceFrom >= from ||
      (await readPages(db, tenantId, before, evidenceMax, sends, goesOn))
      ? { sends, every }
      : null;
  });
}

interface Part {
  readonly from: Date;
  readonly to: Date;
  readonly every: number;
  /** True = the latest first. */
  readonly isBackward: boolean;
}

/** Adds to `kept` until there are so many; false = it was stopped. */
async function readPages(
  db: ReportDb,
  tenantId: string,
  part: Part,
  keptMax: number,
  kept: LoggedSend[],
  goesOn: (sends: number) => boolean,
): Promise<boolean> {
  let after: string | null = null;
  for (;;) {
    const rows: readonly SendRow[] = await readPage(db, tenantId, part, after);
    for (const row of rows) {
      if (row.attempts.length > 0) {
        kept.push(loggedSend(row));
      }
    }
    after = rows.at(-1)?.id ?? null;
    if (!goesOn(kept.length)) {
      return false;
    }
    if (rows.length < pageSends || kept.length >= keptMax) {
      return true;
    }
  }
}

async function countSends(db: ReportDb, tenantId: string, from: Date, to: Date): Promise<number> {
  const [row] = await db.query<{ readonly count: string }>(`
    select count(*)::text as count from send s
    where s.tenant_id = ${uuid(tenantId)}
      and s.id >= ${firstIdAt(from)} and s.id < ${firstIdAt(to)}`);
  return Number(row?.count ?? 0);
}

/** Ids of sends begin with their time: the primary key finds the range and the page. */
function readPage(
  db: ReportDb,
  tenantId: string,
  { from, to, every, isBackward }: Part,
  after: string | null,
): Promise<readonly SendRow[]> {
  const beyond = after === null ? "" : `and s.id ${isBackward ? "<" : ">"} ${uuid(after)}`;
  const end = "get_byte(uuid_send(s.id), 15) * 256 + get_byte(uuid_send(s.id), 14)";
  return db.query<SendRow>(`
    select s.id, s.country, s.mcc, s.mnc, s.created_at as "createdAt",
      s.code_hmac is null as "hasOwnCodes", s.email_index is not null as "hasEmail",
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
    where s.tenant_id = ${uuid(tenantId)}
      and s.id >= ${firstIdAt(from)} and s.id < ${firstIdAt(to)} ${beyond}
      and s.created_at >= ${moment(from)} and s.created_at < ${moment(to)}
      and s.status <> 'BLOCKED' ${every === 1 ? "" : `and (${end}) % ${every} = 0`}
    order by s.id ${isBackward ? "desc" : ""} limit ${pageSends}`);
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
    hasEmail: row.hasEmail,
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
