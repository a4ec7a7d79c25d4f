import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idTime } from "../../../src/core/id-time.js";
import { bucketOf } from "../../../src/core/stats/histogram.js";
import { failureMark } from "../../../src/core/stats/tally.js";
import { floorTo, grainMs, type StatGrain, statGrains } from "../../../src/core/stats/window.js";
import type { StatBucket } from "../../../src/manage/stats/ports.js";
import { rebuildRollUp, rollUp } from "../../../src/manage/stats/roll-up.js";
import { createRollUpStore } from "../../../src/store/roll-up-store.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { deferred } from "../../support/deferred.js";
import { insertAccount, insertTenant, insertVendor } from "../../support/rows.js";
import { allStats, attemptAt, tell } from "../../support/stat-world.js";
import { until } from "../../support/until.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const start = Date.UTC(2026, 0, 15, 22, 40);

interface Made {
  readonly tenantId: string;
  readonly sendId: string;
  readonly attemptId: string;
}

/** What can happen next; numbers choose among what is there. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("make" as const), pick: fc.nat() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom("deliver", "undeliver", "unknown", "timeOut", "reject", "cancel"),
      pick: fc.nat(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("verify", "verifyOther", "expire"),
      pick: fc.nat(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), pick: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("rollUp" as const), pick: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("crash", "countElsewhere", "expireLog"),
      pick: fc.nat(),
    }),
  },
);

const changes: Readonly<Record<string, string>> = {
  deliver: `status = 'DELIVERED', failure_class = null, latency_ms = $3::integer % 90000,
    cost_micros = 70, vendor_cost_micros = 7`,
  undeliver: `status = 'UNDELIVERED', failure_class = 'ROUTE_BLOCKED', latency_ms = null,
    cost_micros = $3 % 5`,
  unknown: "status = 'UNKNOWN', failure_class = 'OUTCOME_UNKNOWN', cost_micros = $3 % 5",
  timeOut: "status = 'TIMED_OUT', cost_micros = $3 % 5",
  reject:
    "status = 'REJECTED', failure_class = 'THROTTLED', latency_ms = null, cost_micros = 0 * $3",
  cancel: "status = 'CANCELED', failure_class = null, submitted_at = null, cost_micros = 0 * $3",
};

/** What may come between two turns. */
const accidents: Readonly<Record<string, (now: Date) => Promise<void>>> = {
  // What a server does to unlogged tables that was not shut down.
  async crash() {
    await db.owner.query("truncate stat_slice, stat_open");
  },
  // As a process did that kept no slices yet.
  async countElsewhere(now) {
    await createRollUpStore(db.owner).exclusively(true, async (tx) => {
      const { rows } = await db.owner.query<{ id: string }>(
        `select tenant_id as id from tenant_counter c join stat_cursor r using (tenant_id)
         where c.last_seq > r.seq`,
      );
      for (const { id } of rows) {
        const minutes = await tx.findAllMinutes(id);
        await tx.recount("minute", minutes, now);
        await tx.addUp("hour", startsOf("hour", minutes));
        await tx.addUp("day", startsOf("day", minutes));
      }
    });
    await db.owner.query(
      `update stat_cursor r set seq = c.last_seq from tenant_counter c
       where c.tenant_id = r.tenant_id`,
    );
  },
  // Retention has deleted what was not read yet.
  async expireLog() {
    await db.owner.query("update tenant_counter set expired_seq = last_seq");
  },
};

function startsOf(grain: StatGrain, buckets: readonly StatBucket[]): readonly StatBucket[] {
  const starts = buckets.map(({ tenantId, at }) => ({ tenantId, at: floorTo(grain, at) }));
  return [...new Map(starts.map((start) => [start.at.getTime(), start])).values()];
}

describe("the roll-up", { timeout: 60_000 }, () => {
  it("counts what the attempts say, whatever happened and wherever it was stopped", async () => {
    const vendors = [await insertVendor(db.owner, "acme"), await insertVendor(db.owner, "globex")];
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (steps) => {
        await clear(db.owner);
        const tenants = await Promise.all([0, 1].map(() => insertTenant(db.owner)));
        const own = await insertAccount(db.owner, {
          vendorId: vendors[0]?.vendorId ?? "",
          tenantId: tenants[0] ?? "",
        });
        const made: Made[] = [];
        let now = new Date(start);
        for (const { kind, pick } of steps) {
          const one = made[pick % Math.max(1, made.length)];
          if (kind === "make") {
            made.push(await make(tenants, vendors, own, pick, now));
          } else if (kind === "pass") {
            now = new Date(now.getTime() + (pick % 4 === 0 ? 700_000 : (pick % 90) * 1000));
          } else if (kind === "rollUp") {
            // Nothing is kept between turns, so that every one of them is a restart, too.
            await rollUp(createRollUpStore(db.owner), now);
          } else if (kind in accidents) {
            await accidents[kind]?.(now);
          } else if (one !== undefined) {
            await happen(kind, one, pick % 1_000_000, now);
          }
        }
        while ((await rollUp(createRollUpStore(db.owner), now))?.isMore === true) {
          // A turn says itself whether it has left anything.
        }
        const counted = await allStats(db.owner);
        for (const grain of statGrains) {
          expect(counted[grain]?.map(plain).sort()).toEqual(await naive(db.owner, grain, now));
        }

        await rebuildRollUp(createRollUpStore(db.owner), now);

        expect(await allStats(db.owner)).toEqual(counted);
      }),
      { numRuns: 15 },
    );
  });
});

async function clear(pool: pg.Pool): Promise<void> {
  for (const table of ["attempt", "send", "event", "stat_cursor", "tenant_counter"]) {
    await pool.query(`delete from ${table}`);
  }
  for (const table of [
    "stat_slice",
    "stat_open",
    "stat_minute",
    "stat_hour",
    "stat_day",
    "stat_due",
    "stat_slice_due",
  ]) {
    await pool.query(`delete from ${table}`);
  }
}

async function make(
  tenants: readonly string[],
  vendors: readonly { vendorId: string; accountId: string }[],
  own: string,
  pick: number,
  now: Date,
): Promise<Made> {
  const vendor = vendors[pick % 2] as (typeof vendors)[number];
  const isOwn = pick % 2 === 0 && pick % 3 === 0;
  const tenantId = tenants[isOwn ? 0 : (pick >> 3) % 2] ?? "";
  const isEmail = pick % 5 === 0;
  const ids = await attemptAt(db.owner, tenantId, now, {
    vendorId: vendor.vendorId,
    accountId: isOwn ? own : vendor.accountId,
    channel: isEmail ? "EMAIL" : "SMS",
    country: isEmail ? null : "ID",
    mcc: isEmail || pick % 7 === 0 ? null : "510",
    mnc: isEmail || pick % 7 === 0 ? null : "10",
    priceCurrency: pick % 11 === 0 ? "EUR" : "USD",
  });
  return { tenantId, ...ids };
}

async function happen(kind: string, one: Made, pick: number, now: Date): Promise<void> {
  const set = changes[kind];
  if (set !== undefined) {
    await db.owner.query(`update attempt set ${set} where tenant_id = $1 and id = $2`, [
      one.tenantId,
      one.attemptId,
      pick,
    ]);
  } else {
    await db.owner.query("update send set verification = $3 where tenant_id = $1 and id = $2", [
      one.tenantId,
      one.sendId,
      kind === "expire" ? "EXPIRED" : "VERIFIED",
    ]);
    await db.owner.query("update attempt set verified_at = $3 where tenant_id = $1 and id = $2", [
      one.tenantId,
      one.attemptId,
      kind === "verify" ? now : null,
    ]);
  }
  await tell(db.owner, one.tenantId, one.sendId);
}

interface Joined {
  readonly tenant_id: string;
  readonly id: string;
  readonly vendor_id: string;
  readonly channel: string;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
  readonly owner: string | null;
  readonly price_currency: string;
  readonly status: string;
  readonly failure_class: "ROUTE_BLOCKED" | null;
  readonly submitted_at: Date | null;
  readonly verified_at: Date | null;
  readonly latency_ms: number | null;
  readonly cost_micros: bigint;
  readonly vendor_cost_micros: bigint;
  readonly verification: string;
}

/** The rows that a grain should have, by reading every attempt one after the other. */
async function naive(pool: pg.Pool, grain: StatGrain, now: Date): Promise<readonly string[]> {
  const { rows } = await pool.query<Joined>(
    `select a.*, s.verification, c.tenant_id as owner from attempt a
     join send s on s.tenant_id = a.tenant_id and s.id = a.send_id
     join vendor_account c on c.id = a.account_id`,
  );
  const cells = Map.groupBy(rows, (row) =>
    [
      row.tenant_id,
      new Date(Math.floor(idTime(row.id).getTime() / grainMs[grain]) * grainMs[grain]).getTime(),
      row.vendor_id,
      row.channel,
      row.country ?? "",
      `${row.mcc ?? ""}${row.mnc ?? ""}`,
      row.owner === null ? "MARKETPLACE" : "TENANT",
      row.price_currency,
    ].join(" "),
  );
  return [...cells]
    .map(([key, attempts]) => `${key} ${JSON.stringify(countAll(attempts, now))}`)
    .sort();
}

function countAll(attempts: readonly Joined[], now: Date): unknown {
  const count = (test: (row: Joined) => boolean): number => attempts.filter(test).length;
  const isArrived = (row: Joined): boolean => row.status === "DELIVERED";
  const isSilent = (row: Joined): boolean => {
    const isAccepted =
      row.status === "SUBMITTED" ||
      (row.status === "TIMED_OUT" && row.failure_class !== ("OUTCOME_UNKNOWN" as unknown));
    const minutes = row.channel === "EMAIL" ? 60 : 10;
    return (
      isAccepted &&
      row.submitted_at !== null &&
      row.submitted_at.getTime() + minutes * 60_000 <= now.getTime()
    );
  };
  const marks = new Map<number, number>();
  for (const row of attempts) {
    const mark =
      isArrived(row) && row.latency_ms !== null
        ? bucketOf(row.latency_ms)
        : row.failure_class === null
          ? null
          : failureMark(row.failure_class);
    if (mark !== null) {
      marks.set(mark, (marks.get(mark) ?? 0) + 1);
    }
  }
  const sum = (field: "cost_micros" | "vendor_cost_micros"): number =>
    attempts.reduce((total, row) => total + Number(row[field]), 0);
  return [
    attempts.length,
    count((row) => row.submitted_at !== null),
    count(isArrived),
    count((row) => row.status === "UNDELIVERED"),
    count(isSilent),
    count((row) => row.status === "REJECTED"),
    count(
      (row) =>
        row.status === "UNKNOWN" ||
        (row.status === "TIMED_OUT" && row.failure_class === ("OUTCOME_UNKNOWN" as unknown)),
    ),
    count((row) => row.verified_at !== null),
    count(
      (row) =>
        row.verified_at !== null || (row.verification === "EXPIRED" && row.status !== "CANCELED"),
    ),
    sum("cost_micros"),
    sum("vendor_cost_micros"),
    [...marks].sort((a, b) => a[0] - b[0]),
  ];
}

/** A stored row in the form of `naive`. */
function plain(text: string): string {
  const row = JSON.parse(text) as Record<string, unknown> & {
    marks: number[];
    mark_counts: number[];
    at: string;
  };
  const key = ["vendor_id", "channel", "country", "network", "ownership", "currency"].map(
    (column) => row[column],
  );
  const counts = [
    "attempts",
    "submitted",
    "delivered",
    "undelivered",
    "silent",
    "rejected",
    "unknown",
    "verified",
    "closed",
    "cost_micros",
    "vendor_cost_micros",
  ].map((column) => row[column]);
  const marks = row.marks.map((mark, index) => [mark, row.mark_counts[index]]);
  return [
    row.tenant_id,
    new Date(row.at).getTime(),
    ...key,
    JSON.stringify([...counts, marks]),
  ].join(" ");
}

describe("two processes", () => {
  it("roll up one at a time, and a rebuild waits for its turn", async () => {
    const store = createRollUpStore(db.owner);
    const now = new Date(start);
    const busy = deferred<undefined>();
    const first = store.exclusively(false, () => busy.promise);
    await until("the first one is at it", async () => {
      const { rows } = await db.owner.query(
        `select from pg_locks l join pg_database d on d.oid = l.database
         where d.datname = current_database() and l.locktype = 'advisory' and l.granted`,
      );
      return rows.length > 0;
    });

    const second = await rollUp(store, now);
    const rebuild = rebuildRollUp(store, now);
    busy.resolve(undefined);
    await first;

    expect(second).toBeNull();
    expect(await rebuild).toMatchObject({ isMore: false });
    expect(await rollUp(store, now)).toEqual({ minutes: 0, isMore: false });
  });
});

describe("a roll-up table", () => {
  it.each([
    "stat_slice",
    "stat_open",
    "stat_minute",
    "stat_hour",
    "stat_day",
    "stat_due",
    "stat_slice_due",
    "stat_cursor",
    "market_stat",
  ])("is written by nobody but the roll-up: %s", async (table) => {
    for (const pool of [db.app, db.engine]) {
      for (const statement of [`delete from ${table}`, `insert into ${table} default values`]) {
        await expect(pool.query(statement)).rejects.toMatchObject({ code: "42501" });
      }
    }
  });
});
