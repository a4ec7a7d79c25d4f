import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { settleOverdueLookUps } from "../../../src/store/look-ups/look-up-money-store.js";
import {
  answeredAt,
  failedWith,
  indexOf,
  noon,
  openLookUpWorld,
} from "../../support/look-up-world.js";

let db: TestDatabase;
let world: Awaited<ReturnType<typeof openLookUpWorld>>;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  world = await openLookUpWorld(db);
});
afterAll(() => db.close());

/** 0.008 USD at 16,000.123456789. */
const each = 128_000_988n;

const ledger = (place: string): string =>
  `select coalesce(sum(case credit when '${place}' then amount_micros else 0 end)
     - sum(case debit when '${place}' then amount_micros else 0 end), 0) from ledger_entry`;

describe("the money of look-ups", () => {
  it("lets exactly as many of 40 at once through as the budget has room for", async () => {
    await world.budget(10n * each + each - 1n);
    const holds = await Promise.all(
      Array.from({ length: 40 }, (_, at) => world.money.hold(world.holdOf([at]), noon)),
    );

    const refused = holds.filter((one) => one.kind === "held" && one.refusals.size === 1);
    expect(refused).toHaveLength(30);
    expect(refused[0]).toMatchObject({ refusals: new Map([[expect.any(String), "TENANT DAY"]]) });
    expect(await world.figure("select held_micros from budget_period")).toBe(String(10n * each));
    expect(await world.broken()).toEqual([]);
    expect(world.alerted.length).toBeGreaterThan(0);
    const alerts = "select string_agg(kind, ' ' order by kind) from alert";
    expect(await world.figure(alerts)).toBe("BUDGET_EXHAUSTED BUDGET_THRESHOLD");
  });

  it("falls under the budget of the number's country, and under no plan's", async () => {
    await world.budget(each, { scope: "COUNTRY", country: "ID" });
    const hold = world.holdOf([2, 4, 3, 5]);
    const held = await world.money.hold(hold, noon);

    expect(held).toEqual({
      kind: "held",
      refusals: new Map([[hold.wishes[1]?.id, "COUNTRY DAY"]]),
    });
    expect(await world.broken()).toEqual([]);
  });

  it("counts into a budget that is set while they are under way", async () => {
    const hold = world.holdOf([1, 2]);
    await world.money.hold(hold, noon);
    const [first, second] = hold.wishes;
    const settle = (id: string | undefined, micros: bigint) =>
      world.money.settle(
        { tenantId: world.tenantId, id: id ?? "" },
        { end: answeredAt(micros), answer: null },
        noon,
      );
    await settle(first?.id, 5_000n);
    await world.budget(1_000_000_000n);
    await settle(second?.id, 9_000n);

    expect(await world.figure("select spent_micros from budget_period")).toBe(
      await world.figure("select sum(cost_micros) from look_up"),
    );
    expect(await world.figure("select sum(vendor_cost_micros) from look_up")).toBe("14000");
    expect(await world.broken()).toEqual([]);
  });

  it("raises the alert of a threshold that only the vendor's bill crosses", async () => {
    await world.budget(4n * each);
    const hold = world.holdOf([1]);
    await world.money.hold(hold, noon);
    const look = { tenantId: world.tenantId, id: hold.wishes[0]?.id ?? "" };
    await world.money.settle(look, { end: answeredAt(20_000n), answer: null }, noon);

    expect(await world.figure("select detail ->> 'fraction' from alert")).toBe("0.5");
  });

  it("raises none for a day that was over before the vendor's bill came", async () => {
    await world.budget(4n * each);
    const hold = world.holdOf([1]);
    await world.money.hold(hold, noon);
    const look = { tenantId: world.tenantId, id: hold.wishes[0]?.id ?? "" };
    const nextDay = new Date(noon.getTime() + 86_400_000);
    await world.money.settle(look, { end: answeredAt(20_000n), answer: null }, nextDay);

    expect(await world.figure("select count(*) from alert")).toBe("0");
  });

  it("has no room told for more than a budget has left, and refuses without a rate", async () => {
    await world.budget(each * 3n);
    const cost = { micros: 24_000n, currency: "USD" };
    expect(await world.money.withoutRoom(world.tenantId, cost, noon)).toBeNull();
    await world.money.hold(world.holdOf([1]), noon);
    expect(await world.money.withoutRoom(world.tenantId, cost, noon)).toEqual({
      budget: "TENANT DAY",
      available: "256.001976 IDR",
      cost: "384.002963 IDR",
    });
    const foreign = world.holdOf([2], { currency: "SEK" });
    expect(await world.money.hold(foreign, noon)).toEqual({ kind: "no_rate" });
    expect(await world.money.hasRate(world.tenantId, "SEK", noon)).toBe(false);
  });

  it("asks for a list about a number once, unless it was not asked after all", async () => {
    const list = { id: "0190a000-0000-7000-8000-00000000000a", runId: null };
    const hold = world.holdOf([1, 2, 3], { list });
    await world.money.hold(hold, noon);
    const [first, second] = hold.wishes.map(({ id }) => ({ tenantId: world.tenantId, id }));
    await world.money.settle(first as never, { end: "unasked", answer: null }, noon);
    await world.money.settle(second as never, { end: failedWith("no"), answer: null }, noon);

    const indexes = [1, 2, 3, 4].map(indexOf);
    const asked = await world.money.askedOf(world.tenantId, list.id, indexes);
    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual({ index: indexOf(2), failure: "X" });
    expect(asked).toContainEqual({ index: indexOf(3), failure: null });
    await expect(world.money.hold(world.holdOf([2], { list }), noon)).rejects.toThrow(/look_up_of/);
    await world.money.hold(world.holdOf([1], { list }), noon);
    expect(await world.money.costOf(world.tenantId, list.id)).toEqual({
      micros: 16_000n,
      asked: 3,
    });
    expect(await world.broken()).toEqual([]);
  });

  it("is held for nobody whose list was stopped, or has another run", async () => {
    const runId = "0190a000-0000-7000-8000-00000000000b";
    const list = { id: "0190a000-0000-7000-8000-00000000000a", runId };
    expect(await world.money.hold(world.holdOf([1], { list }), noon)).toEqual({ kind: "stopped" });
    expect(await world.figure("select count(*) from look_up")).toBe("0");
  });

  it("may be spent when nothing is heard in time, and is put right by a late answer", async () => {
    const hold = world.holdOf([1, 2]);
    await world.money.hold(hold, noon);
    const late = new Date(noon.getTime() + 15 * 60_000);
    expect(await settleOverdueLookUps(world.db.engine, new Date(late.getTime() - 1))).toBe(0);
    expect(await settleOverdueLookUps(world.db.engine, late)).toBe(2);
    expect(await settleOverdueLookUps(world.db.engine, late)).toBe(0);
    expect(await world.figure(ledger("MAYBE"))).toBe(String(2n * each));

    const look = { tenantId: world.tenantId, id: hold.wishes[0]?.id ?? "" };
    const came = { end: answeredAt(null), answer: null };
    expect(await world.money.settle(look, came, late)).toBe(8_000n);
    // Told twice, it is booked once.
    expect(await world.money.settle(look, came, late)).toBe(8_000n);
    expect(await world.figure(ledger("CHARGED"))).toBe(String(each));
    expect(await world.broken(late)).toEqual([]);
  });
});

describe("any history of look-ups", () => {
  it("keeps ledger, look-ups and budgets equal to the micro-unit", async () => {
    const end = fc.oneof(
      fc.bigInt({ min: 0n, max: 20_000n }).map((micros) => answeredAt(micros)),
      fc.constantFrom(answeredAt(null), answeredAt(7n, "EUR"), failedWith("no")),
      fc.constantFrom(failedWith("maybe"), "unasked" as const, null),
    );
    const step = fc.record({
      numbers: fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 4 }),
      ends: fc.array(end, { minLength: 4, maxLength: 4 }),
      hours: fc.nat({ max: 30 }),
      budget: fc.option(fc.bigInt({ min: 1n, max: 1_000_000_000n }), { freq: 3 }),
    });
    let at = noon;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const { numbers, ends, hours, budget } of steps) {
          at = new Date(at.getTime() + hours * 3_600_000);
          const hold = world.holdOf(numbers);
          const [held] = await Promise.all([
            world.money.hold(hold, at),
            budget === null ? null : world.budget(budget, { period: "MONTH" }, at),
          ]);
          const refusals = held.kind === "held" ? held.refusals : new Map<string, string>();
          const looks = hold.wishes.filter(({ id }) => !refusals.has(id));
          await Promise.all(
            looks.map(({ id }, index) =>
              world.money.settle(
                { tenantId: world.tenantId, id },
                { end: ends[index] ?? null, answer: null },
                at,
              ),
            ),
          );
        }
        expect(await world.broken(at)).toEqual([]);
      }),
      { numRuns: 8 },
    );
    expect(await world.figure(`select (${ledger("CHARGED")}) + (${ledger("MAYBE")})`)).toBe(
      await world.figure("select coalesce(sum(cost_micros), 0) from look_up"),
    );
  });
});
