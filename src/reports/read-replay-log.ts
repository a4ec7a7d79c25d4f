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
  readonly attempts: readonly AttemptRow[];
}

/** In the order of `attemptJson`; times in ms since 1970. */
type AttemptRow = [
  account: string,
  channel: string,
  isAutomatic: boolean,
  status: string,
  propensity: number,
  waitMs: number,
  startedMs: number,
  settledMs: number | null,
  deliveredMs: number | null,
  failedMs: number | null,
  typedMs: number | null,
  costMicros: string,
];

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
    const last = await lastOfPage(db, tenantId, part, after);
    for (const row of await readPage(db, tenantId, part, after, last)) {
      if (row.attempts.length > 0) {
        kept.push(loggedSend(row));
      }
    }
    after = last;
    if (!goesOn(kept.length)) {
      return false;
    }
    if (last === null || kept.length >= keptMax) {
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

/**
 * Where a page ends that holds about `pageSends` of those that are picked; null = it is the last.
 * Asked for by itself, because with the page's own conditions in the way the database expects few
 * sends, and reads the whole table for every page.
 */
async function lastOfPage(
  db: ReportDb,
  tenantId: string,
  { every, isBackward, ...part }: Part,
  after: string | null,
): Promise<string | null> {
  const [row] = await db.query<{ readonly id: string }>(`
    select s.id from send s
    where s.tenant_id = ${uuid(tenantId)} and ${isWithin({ ...part, isBackward }, after)}
    order by s.id ${isBackward ? "desc" : ""} offset ${pageSends * every - 1} limit 1`);
  return row?.id ?? null;
}

/** Ids of sends begin with their time: the primary key finds the range and the page. */
function isWithin({ from, to, isBackward }: Omit<Part, "every">, after: string | null): string {
  const beyond = after === null ? "" : `and s.id ${isBackward ? "<" : ">"} ${uuid(after)}`;
  return `s.id >= ${firstIdAt(from)} and s.id < ${firstIdAt(to)} ${beyond}`;
}

/** @param last null = to the end of the range */
function readPage(
  db: ReportDb,
  tenantId: string,
  part: Part,
  after: string | null,
  last: string | null,
): Promise<readonly SendRow[]> {
  const { from, to, every, isBackward } = part;
  const until = last === null ? "" : `and s.id ${isBackward ? ">=" : "<="} ${uuid(last)}`;
  const end = "get_byte(uuid_send(s.id), 15) * 256 + get_byte(uuid_send(s.id), 14)";
  return db.query<SendRow>(`
    select s.id, s.country, s.mcc, s.mnc, s.created_at as "createdAt",
      s.code_hmac is null as "hasOwnCodes", s.email_index is not null as "hasEmail",
      coalesce((select json_agg(${attemptJson} order by a.number)
        from attempt a where a.tenant_id = s.tenant_id and a.send_id = s.id
          and a.submitted_at is not null), '[]') as attempts
    from send s
    where s.tenant_id = ${uuid(tenantId)}
      and ${isWithin(part, after)} ${until}
      and s.created_at >= ${moment(from)} and s.created_at < ${moment(to)}
      and s.status <> 'BLOCKED' ${every === 1 ? "" : `and (${end}) % ${every} = 0`}
    order by s.id ${isBackward ? "desc" : ""}`);
}

/** `date_part` rather than `extract`, whose exact decimals take twice as long to write. */
function ms(column: string): string {
  return `date_part('epoch', ${column}) * 1000`;
}

/** Without names, which would take as long to write and read as what they name. */
const attemptJson = `json_build_array(a.account_id, a.channel, a.is_automatic, a.status,
  (a.decision ->> 'p')::float8, a.wait_ms, ${ms("a.submitted_at")}, ${ms("a.settled_at")},
  ${ms("a.delivered_at")}, case when a.status = 'UNDELIVERED' then (
    select ${ms("min(r.received_at)")} from receipt r where r.tenant_id = a.tenant_id
      and r.attempt_id = a.id and r.status = 'UNDELIVERED') end,
  ${ms("a.verified_at")}, a.cost_micros::text)`;

/** The least uuid of version 7 that could have been made at a moment. */
function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return uuid(`${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`);
}

function loggedSend({ attempts: rows, ...row }: SendRow): LoggedSend {
  const attempts = rows.map(namedAttempt);
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
        rejectedMs: attempt.status === "REJECTED" ? (after(attempt.settledMs) ?? 0) : null,
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

function namedAttempt(row: AttemptRow) {
  const [account, channel, isAutomatic, status, propensity, waitMs, ...times] = row;
  const [startedMs, settledMs, deliveredMs, failedMs, typedMs, costMicros] = times;
  return {
    ...{ account, channel, isAutomatic, status, propensity, waitMs },
    ...{ startedMs, settledMs, deliveredMs, failedMs, typedMs, costMicros },
  };
}

/** With one code for all attempts, the message that was there first is held to have brought it. */
function sharedTyped(
  attempts: readonly ReturnType<typeof namedAttempt>[],
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
