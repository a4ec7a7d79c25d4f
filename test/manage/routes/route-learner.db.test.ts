import { afterEach, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { MeasuredBoard } from "../../../src/flow/measured-board.js";
import { RouteLearner } from "../../../src/manage/routes/route-learner.js";
import type { LearnerStore, LearnerTx } from "../../../src/manage/routes/ports.js";
import { createEstimateReader, createLearnerStore } from "../../../src/store/learner-store.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { insertTenant, insertVendor } from "../../support/rows.js";
import { ToldTraffic, type ToldRoute } from "../../support/told-traffic.js";

const from = new Date("2026-01-15T23:50:00Z");
const keyring = { open: (_purpose: string, _tenant: string | null, sealed: Buffer) => sealed };

let db: TestDatabase;
let tenants: string[];
let routes: ToldRoute[];

beforeEach(async () => {
  db = await createTestDatabase();
  tenants = [await insertTenant(db.owner), await insertTenant(db.owner)];
  const one = await insertVendor(db.owner, "one");
  const two = await insertVendor(db.owner, "two");
  routes = [
    { accountId: one.accountId, channel: "SMS", delivers: 0.9 },
    { accountId: one.accountId, channel: "WHATSAPP", delivers: 0.6 },
    { accountId: two.accountId, channel: "SMS", delivers: 0.3 },
  ];
});
afterEach(() => db.close());

function traffic(sends = 120): ToldTraffic {
  return new ToldTraffic(db.owner, { tenants, routes, from, sends, everyMs: 1_700, seed: 7 });
}

function learnerOf(processId = "00000000-0000-4000-8000-000000000001", store?: LearnerStore) {
  return new RouteLearner({
    store: store ?? createLearnerStore(db.owner),
    processId,
    keyring,
    market: () => Promise.resolve({ upstreams: new Map(), ownerOf: () => null }),
    breakersChanged: () => undefined,
  });
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

function nameOf(row: string): string {
  return row.split(" ").slice(0, -1).join(" ");
}

function expectSame(
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
  within = 1e-9,
): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs((found[name] ?? Number.NaN) - value), name).toBeLessThanOrEqual(
      within * Math.max(1, Math.abs(value)),
    );
  }
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

const turns = 20;
const turnSec = 13;
const end = turns * turnSec;

describe("the learner", () => {
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
        fc.uniqueArray(fc.integer({ min: 5, max: 300 }), { maxLength: 4 }),
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

          expectSame(await estimates(later(end)), expected);
          expect(await stored()).toEqual(kept);
        },
      ),
      { numRuns: 4 },
    );
  });
});
