import { afterEach, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { MeasuredBoard } from "../../../src/flow/measured-board.js";
import { RouteLearner } from "../../../src/manage/routes/route-learner.js";
import type { LearnerStore, LearnerTx } from "../../../src/manage/routes/ports.js";
import { vendorHealth } from "../../../src/manage/vendors/vendor-health.js";
import { createEstimateReader, createLearnerStore } from "../../../src/store/learner-store.js";
import { readHealthFacts } from "../../../src/store/sql/read-health-facts.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { insertTenant, insertVendor } from "../../support/rows.js";
import { ToldTraffic, type ToldRoute } from "../../support/told-traffic.js";

const from = new Date("2026-01-15T23:50:00Z");
const keyring = { open: (_purpose: string, _tenant: string | null, sealed: Buffer) => sealed };

let db: TestDatabase;
let tenants: string[];
let routes: ToldRoute[];
let vendors: { one: string; two: string };
let changes: { accountIds: readonly string[]; alertTenants: readonly string[] }[];

beforeEach(async () => {
  db = await createTestDatabase();
  tenants = [await insertTenant(db.owner), await insertTenant(db.owner)];
  const one = await insertVendor(db.owner, "one");
  const two = await insertVendor(db.owner, "two");
  vendors = { one: one.vendorId, two: two.vendorId };
  changes = [];
  routes = [
    { accountId: one.accountId, channel: "SMS", delivers: 0.9 },
    { accountId: one.accountId, channel: "WHATSAPP", delivers: 0.6 },
    { accountId: two.accountId, channel: "SMS", delivers: 0.3 },
  ];
});
afterEach(() => db.close());

function traffic(sends = 90): ToldTraffic {
  return new ToldTraffic(db.owner, { tenants, routes, from, sends, everyMs: 1_700, seed: 7 });
}

const first = "00000000-0000-4000-8000-000000000001";
const second = "00000000-0000-4000-8000-000000000002";

function learnerOf(processId = first, store = createLearnerStore(db.owner)) {
  return new RouteLearner({
    store,
    processId,
    keyring,
    market: () =>
      Promise.resolve({
        upstreams: new Map(),
        accountOf: (id) => ({ tenantId: null, vendorId: vendorOf(id), vendorSlug: "one" }),
      }),
    breakersChanged: (accountIds, alertTenants) => {
      changes.push({ accountIds, alertTenants });
    },
  });
}

function vendorOf(accountId: string): string {
  return accountId === routes[2]?.accountId ? vendors.two : vendors.one;
}

function later(seconds: number): Date {
  return new Date(from.getTime() + seconds * 1_000);
}

/** What a process that has just started estimates of everything, told by name. */
async function estimates(at: Date): Promise<Readonly<Record<string, number>>> {
  const board = new MeasuredBoard();
  await board.refresh(createEstimateReader(db.engine), at);
  board.router.advance(at.getTime() / 1000);
  const told: Record<string, number> = {};
  for (const tenantId of ["", ...tenants]) {
    const view = board.viewOf(tenantId);
    for (const { accountId, channel } of routes) {
      for (const [country, network] of [
        ["ID", "51010"],
        ["ID", "51001"],
        ["BR", "72411"],
      ] as const) {
        const cell = board.cellOf(country, network);
        const seen = view.route(board.routeOf(accountId, channel), cell, at.getTime() / 1000);
        const name = `${tenants.indexOf(tenantId)} ${accountId} ${channel} ${network}`;
        for (const field of ["accept", "delivered", "success", "trust", "evidence"] as const) {
          told[`${name} ${field}`] = seen[field];
        }
        told[`${name} median`] = seen.latencySec[10] ?? 0;
        told[`${name} dead`] = view.cell(cell, at.getTime() / 1000).dead;
      }
    }
  }
  for (const { cell, prefix, numbers } of guardRows(board)) {
    numbers.forEach((number, index) => (told[`${cell} ${prefix} ${index}`] = number));
  }
  return told;
}

function guardRows(board: MeasuredBoard) {
  return ["6281000", "6281100", "5511200"].flatMap((prefix) =>
    [0, 1, 2].map((cell) => ({
      cell,
      prefix,
      numbers: [board.router.genuine(cell, prefix, later(300).getTime() / 1000)],
    })),
  );
}

/** Every stored number, as of `at`. */
async function stored(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ name: string; ref: number; amounts: number[] }>(
    `select owner_id || ' ' || family || ' ' || key as name, ref_sec as ref, amounts
     from route_estimate order by 1`,
  );
  return rows.map(({ name, ref, amounts }) =>
    [name, ref, ...amounts.map((amount) => amount.toPrecision(9))].join(" "),
  );
}

/** Forgets all that was learned; logs end where they do at the beginning. */
async function unlearn(): Promise<void> {
  await db.owner.query(
    `truncate route_estimate, route_look, route_breaker, route_cursor;
     update tenant_counter set last_seq = 0;
     update route_learner set owner_id = null, leased_until = null, look = 0, checkpoint = 0,
       state = null, checkpoint_at = null`,
  );
}

/** Lets logs end where they did at a moment. */
async function clockTo(now: Date): Promise<void> {
  await db.owner.query(
    `update tenant_counter c set last_seq = (select coalesce(max(e.seq), 0) from event e
       where e.tenant_id = c.tenant_id and e.at <= $1)`,
    [now],
  );
}

/** What is not the same to nine digits. */
function differences(
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(expected)])].flatMap((name) => {
    const [one, other] = [found[name] ?? Number.NaN, expected[name] ?? Number.NaN];
    const isSame = Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
    return isSame ? [] : [`${name}: ${one}, not ${other}`];
  });
}

/** A store whose transactions fail now and then, as if the process had died within. */
function mortalStore(diesAt: (step: number) => boolean): LearnerStore {
  const store = createLearnerStore(db.owner);
  let step = 0;
  return {
    exclusively: (work) =>
      store.exclusively((tx) =>
        work(
          new Proxy(tx, {
            get(target, name: keyof LearnerTx) {
              step += 1;
              if (diesAt(step)) {
                throw new Error("killed");
              }
              return target[name];
            },
          }),
        ),
      ),
  };
}

const turns = 14;
const turnSec = 13;
const end = turns * turnSec;

// Each of its turns is a transaction, and the machine may be busy.
describe("the learner", { timeout: 120_000 }, () => {
  it("tells every process what the logs say of routes", async () => {
    const told = traffic();
    const learner = learnerOf();
    for (let turn = 1; turn <= turns; turn += 1) {
      await told.tell(later(turn * turnSec));
      await learner.turn(later(turn * turnSec));
    }
    const board = new MeasuredBoard();
    await board.refresh(createEstimateReader(db.engine), later(end));
    const cell = board.cellOf("ID", "51010");
    const atSec = later(end).getTime() / 1000;
    const [good, , bad] = routes.map(({ accountId, channel }) =>
      board.router.route(board.routeOf(accountId, channel), cell, atSec),
    );

    expect(good?.delivered).toBeGreaterThan(0.75);
    expect(bad?.delivered).toBeLessThan(0.6);
    expect(good?.evidence).toBeGreaterThan(20);
  });

  it("estimates the same wherever it is killed, and however often", async () => {
    const told = traffic();
    const steady = learnerOf();
    for (let turn = 1; turn <= turns; turn += 1) {
      await told.tell(later(turn * turnSec));
      await steady.turn(later(turn * turnSec));
    }
    const expected = await estimates(later(end));
    const kept = await stored();
    expect(kept.length).toBeGreaterThan(60);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: turns }), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.integer({ min: 5, max: 180 }), { maxLength: 4 }),
        async (killedAfter, diesAt) => {
          await unlearn();
          const deaths = new Set(diesAt);
          const store = mortalStore((step) => deaths.delete(step));
          let learner = learnerOf(undefined, store);
          for (let turn = 1; turn <= turns; turn += 1) {
            const now = later(turn * turnSec);
            await clockTo(now);
            await learner
              .turn(now)
              .catch(() => learner.turn(now))
              .catch(() => learner.turn(now));
            if (killedAfter.includes(turn)) {
              learner = learnerOf(undefined, store);
            }
          }

          expect(differences(await estimates(later(end)), expected)).toEqual([]);
          expect(await stored()).toEqual(kept);
        },
      ),
      { numRuns: 3 },
    );
  });

  it("changes no estimate by stopping, and another process goes on at once", async () => {
    const told = traffic();
    const one = learnerOf(first);
    const two = learnerOf(second);
    await told.tell(later(100));
    await one.turn(later(100));
    expect(await two.turn(later(100))).toBeNull();
    const before = await estimates(later(100));
    const kept = await stored();
    await one.leave(later(100));

    expect(await stored()).toEqual(kept);
    expect(await two.turn(later(100))).toMatchObject({ events: 0, rows: 0 });
    expect(differences(await estimates(later(100)), before)).toEqual([]);
    await told.tell(later(200));
    expect((await two.turn(later(200)))?.events).toBeGreaterThan(20);
    expect(await one.turn(later(201))).toBeNull();
  });

  it("is taken over from a process that died, when its lease is over", async () => {
    const told = traffic(40);
    await told.tell(later(30));
    await learnerOf(first).turn(later(30));
    const two = learnerOf(second);
    await told.tell(later(80));

    expect(await two.turn(later(33))).toBeNull();
    expect((await two.turn(later(37)))?.events).toBeGreaterThan(0);
  });

  it("keeps what is a tenant's own from other tenants", async () => {
    const told = traffic();
    await told.tell(later(end));
    await learnerOf().turn(later(end));
    const { rows } = await db.owner.query<{ owner: string; families: string[] }>(
      `select owner_id::text as owner, array_agg(distinct family order by family) as families
       from route_estimate group by 1 order by 1`,
    );
    const people = [
      "guard",
      "asks",
      "base-cell",
      "base-country",
      "dead",
      "patience",
      "sends",
      "typing",
    ];
    const nobody = "00000000-0000-0000-0000-000000000000";

    expect(rows.map(({ owner }) => owner).sort()).toEqual([nobody, ...tenants].sort());
    for (const { owner, families } of rows.filter((row) => row.owner !== nobody)) {
      expect(tenants).toContain(owner);
      expect(people).toEqual(expect.arrayContaining(families));
    }
    const client = await db.app.connect();
    try {
      await client.query(`begin; set local app.tenant = '${tenants[0] ?? ""}'`);
      const seen = await client.query(
        "select distinct owner_id::text as owner from route_estimate",
      );
      expect(seen.rows).toEqual([{ owner: nobody }]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("what is learned in parts", { timeout: 120_000 }, () => {
  const dayStart = Date.parse("2026-01-15T00:00:00Z") / 1000;
  const part = fc.record({
    ownerId: fc.constant(null),
    family: fc.constantFrom("route-cell", "route-country"),
    key: fc.constantFrom("one", "two"),
    day: fc.integer({ min: 0, max: 2 }),
    amounts: fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }),
  });

  it("adds up to the same in the database, whatever its order and split", async () => {
    const store = createLearnerStore(db.owner);
    const reader = createEstimateReader(db.engine);
    const [{ accountId, channel }] = routes as [ToldRoute];
    const halfLifeSec = 8 * 3_600;
    const places: Readonly<Record<string, string>> = {
      "route-cell one": "ID/51010",
      "route-cell two": "ID/51011",
      "route-country one": "ID",
      "route-country two": "",
    };
    const keyOf = (family: string, key: string): string =>
      `${accountId} ${channel}\t${places[`${family} ${key}`] ?? ""}`;
    const write = async (
      parts: readonly {
        family: string;
        key: string;
        day: number;
        amounts: number[];
        ownerId: null;
      }[],
      size: number,
    ): Promise<Readonly<Record<string, number>>> => {
      await db.owner.query("truncate route_estimate");
      let look = 0n;
      for (let at = 0; at < parts.length; at += size) {
        look += 1n;
        // One statement cannot add to a row twice: a learner's delta names each row once.
        const sums = new Map<string, (typeof parts)[number]>();
        for (const one of parts.slice(at, at + size)) {
          const name = `${one.family} ${one.key} ${one.day}`;
          const other = sums.get(name);
          const amounts = one.amounts.map((amount, index) => amount + (other?.amounts[index] ?? 0));
          sums.set(name, { ...one, amounts });
        }
        const byDay = Map.groupBy(sums.values(), ({ day }) => day);
        for (const rows of byDay.values()) {
          await store.exclusively((tx) =>
            tx.addEstimates(
              rows.map(({ day, key, ...row }) => ({
                ...row,
                key: keyOf(row.family, key),
                halfLifeSec,
                refSec: dayStart + day * 86_400,
              })),
              { ownerId: null, leasedUntil: null, look, checkpoint: 0n, checkpointAt: null },
            ),
          );
        }
      }
      const board = new MeasuredBoard();
      const at = new Date((dayStart + 2.5 * 86_400) * 1000);
      await board.refresh(reader, at);
      const told: Record<string, number> = {};
      for (const network of ["51010", "51011"]) {
        const seen = board.router.route(
          board.routeOf(accountId, channel),
          board.cellOf("ID", network),
          at.getTime() / 1000,
        );
        told[`${network} delivered`] = seen.delivered;
        told[`${network} trust`] = seen.trust;
        told[`${network} evidence`] = seen.evidence;
      }
      return told;
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (parts, size) => {
          const expected = await write(parts, parts.length);

          expect(differences(await write(parts.toReversed(), size), expected)).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe("an outage", { timeout: 120_000 }, () => {
  it("opens breakers for all processes, raises one alert, and is over after good probes", async () => {
    const at = new Date("2026-01-15T22:00:00Z");
    const run = async (
      learner: RouteLearner,
      told: ToldTraffic,
      fromSec: number,
      toSec: number,
    ) => {
      for (let second = fromSec; second <= toSec; second += 10) {
        const now = new Date(at.getTime() + second * 1_000);
        await told.tell(now);
        await learner.turn(now);
      }
      return new Date(at.getTime() + toSec * 1_000);
    };
    const learner = learnerOf();
    const [route] = routes;
    const steady = { tenants, sends: 90, everyMs: 2_000, seed: 3 };
    const healthy = [{ ...route, delivers: 1 }] as ToldRoute[];
    const dead = [{ ...route, delivers: 0 }] as ToldRoute[];
    const start = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
    await run(learner, new ToldTraffic(db.owner, { ...steady, routes: healthy, from: at }), 0, 240);
    expect(changes).toEqual([]);
    const lost = new ToldTraffic(db.owner, {
      ...steady,
      routes: dead,
      from: start(240),
      sends: 40,
    });
    const now = await run(learner, lost, 250, 340);

    const board = new MeasuredBoard();
    await board.refresh(createEstimateReader(db.engine), now);
    const cell = board.cellOf("ID", "51010");
    const seen = board.router.route(
      board.routeOf(route?.accountId ?? "", "SMS"),
      cell,
      now.getTime() / 1000,
    );
    expect(seen.breaker).not.toBe("CLOSED");
    expect(board.isOutageKnown(route?.accountId ?? "", "SMS", "ID")).toBe(true);
    const alerts = async () =>
      (
        await db.owner.query<{ open: boolean }>(
          "select resolved_at is null as open from alert where kind = 'VENDOR_DOWN'",
        )
      ).rows;
    expect(await alerts()).toEqual([{ open: true }]);
    const { outages } = await readHealthFacts(db.engine);
    const health = vendorHealth({ pauses: [], breakers: [], outages }, { channel: "SMS" });
    expect(health).toMatchObject({ state: "OPEN", reason: { kind: "OUTAGE_RECEIPT" } });
    expect(health.nextProbeAt?.getTime()).toBeGreaterThan(start(240).getTime());

    const well = new ToldTraffic(db.owner, { ...steady, routes: healthy, from: start(350) });
    await run(learner, well, 360, 560);
    expect((await readHealthFacts(db.engine)).outages).toEqual([]);
    expect(await alerts()).toEqual([{ open: false }]);
    await board.refresh(createEstimateReader(db.engine), start(560));
    expect(board.isOutageKnown(route?.accountId ?? "", "SMS", "ID")).toBe(false);
  });
});
