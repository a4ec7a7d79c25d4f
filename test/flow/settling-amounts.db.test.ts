import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Period } from "../../src/core/time.js";
import { budgetUse } from "../../src/manage/budgets/budget-use.js";
import { setExchangeRate } from "../../src/manage/rates/set-exchange-rate.js";
import { operatorViewer } from "../../src/manage/system-viewer.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import {
  accepting,
  createSettlingWorld,
  type SettlingWorld,
  silent,
} from "../support/settling-world.js";
import { until } from "../support/until.js";

let world: SettlingWorld;

beforeAll(async () => {
  world = await createSettlingWorld();
});
afterEach(() => world.expectSound());
afterAll(() => world.close());

const part = (number: number, status: "DELIVERED" | "UNDELIVERED") => ({
  part: number,
  status,
  failureClass: status === "UNDELIVERED" ? ("RECIPIENT_TEMPORARY" as const) : null,
});

describe("a message of two parts", () => {
  it("that is billed on delivery is charged for the parts that were delivered", async () => {
    const attempt = await world.start("on-delivery-long", accepting(2));
    expect(attempt).toMatchObject({ parts: 2, holdMicros: 62_000n, charge: "HELD" });
    const [first = "", second = ""] = attempt.vendorMessageIds;

    await world.hear(attempt, { vendorMessageId: second, ...part(2, "UNDELIVERED") });
    expect(await world.money(attempt)).toMatchObject({ charge: "HELD", sendHeld: 62_000n });
    const settled = await world.hear(attempt, { vendorMessageId: first, ...part(1, "DELIVERED") });

    expect(settled).toMatchObject({ status: "UNDELIVERED", charge: "CHARGED" });
    expect(await world.money(attempt)).toMatchObject({
      cost: 31_000n,
      entries: ["HOLD FUNDS>HELD 62000", "CHARGE HELD>CHARGED 31000", "RELEASE HELD>FUNDS 31000"],
    });
  });

  it("is DELIVERED when all parts are, and an earlier part's failure stays", async () => {
    const whole = await world.start("on-delivery-long", accepting(2));
    const [one = "", two = ""] = whole.vendorMessageIds;
    await world.hear(whole, { vendorMessageId: one, ...part(1, "DELIVERED") });
    expect((await world.attemptOf(whole.sendId)).status).toBe("SUBMITTED");
    await world.hear(whole, { vendorMessageId: two, ...part(2, "DELIVERED") });
    expect(await world.attemptOf(whole.sendId)).toMatchObject({
      status: "DELIVERED",
      costMicros: 62_000n,
    });
  });

  it("is charged for the parts heard of when the hold's time is over", async () => {
    const attempt = await world.start("on-delivery-long", accepting(2));
    const [first = ""] = attempt.vendorMessageIds;
    await world.hear(attempt, { vendorMessageId: first, ...part(1, "DELIVERED") });

    await world.passHold(attempt);

    expect(await world.money(attempt)).toMatchObject({ charge: "CHARGED", cost: 31_000n });
  });

  it("that is billed at hand-over is charged in full, whatever becomes of its parts", async () => {
    const attempt = await world.start("on-submit-long", accepting(2));
    const [first = ""] = attempt.vendorMessageIds;
    await world.hear(attempt, { vendorMessageId: first, ...part(1, "UNDELIVERED") });

    expect(await world.money(attempt)).toMatchObject({ charge: "CHARGED", cost: 98_000n });
  });
});

describe("a vendor of another currency", () => {
  const germany = (last: number): string => `+49151234567${String(last).padStart(2, "0")}`;
  const rate = "1.086956521739";

  it("has the exchange rate of its hold for every later word, rounded half-even once", async () => {
    const now = world.clock.now();
    const attempt = await world.start("in-euro", accepting(), germany(1));
    expect(attempt).toMatchObject({ priceCurrency: "EUR", exchangeRate: rate });
    const operator = operatorViewer("test");
    const changed = { base: "EUR", quote: "USD", rate: "5", effectiveFrom: now };
    expect(await setExchangeRate(world.slowSide, operator, changed, now)).toMatchObject({
      ok: true,
    });

    await world.hear(attempt, { price: { micros: 50_001n, currency: "EUR" } });

    // 50,001 × 1.086956521739 = 54,348.913…
    expect(await world.money(attempt)).toMatchObject({
      charge: "CHARGED",
      vendorCost: 50_001n,
      cost: 54_349n,
    });
    const next = await world.start("in-euro", accepting(), germany(2));
    expect(next.exchangeRate).toMatch(/^5(\.0+)?$/);
    expect(next.holdMicros).toBe(next.priceMicros * 5n);
    await world.hear(next, { price: { micros: 50_001n, currency: "EUR" } });
    expect((await world.money(next)).cost).toBe(250_005n);
  });

  it("is exchanged once for all parts together", async () => {
    const operator = operatorViewer("test");
    world.clock.jump(1);
    const now = world.clock.now();
    const half = { base: "EUR", quote: "USD", rate: "0.5", effectiveFrom: now };
    expect(await setExchangeRate(world.slowSide, operator, half, now)).toMatchObject({ ok: true });
    await until("the new rate", async () => {
      world.clock.jump(1);
      const probe = await world.start("in-euro", accepting(), germany(9));
      await world.hear(probe, {});
      return /^0\.5/.test(probe.exchangeRate);
    });
    const attempt = await world.start("in-euro-long", accepting(2), germany(3));
    const [first = "", second = ""] = attempt.vendorMessageIds;
    const priced = (micros: bigint) => ({ price: { micros, currency: "EUR" } });

    await world.hear(
      attempt,
      { vendorMessageId: first, ...part(1, "DELIVERED"), ...priced(5n) },
      { vendorMessageId: second, ...part(2, "DELIVERED"), ...priced(2n) },
    );

    // (5 + 2) × 0.5 = 3.5 → 4; part by part it would be 2 + 1 = 3.
    expect(await world.money(attempt)).toMatchObject({ vendorCost: 7n, cost: 4n });
  });
});

/** A plan of one vendor that bills on delivery, with its own budget; returns the budget's id. */
async function cappedPlan(
  key: string,
  budget: { readonly limit: string; readonly period: Period; readonly alertAt: number[] },
): Promise<string> {
  const steps = [{ channel: "SMS" as const, vendors: [{ vendor: "nusatext" }], maxAttempts: 1 }];
  const plan = await world.createPlan({ key, name: key, steps });
  const scope = { scope: "PLAN" as const, planId: plan.id, planName: key };
  return (await world.setBudget({ ...budget, ...scope })).id;
}

describe("the budget period of a hold", () => {
  it("keeps everything of an attempt, whenever it settles, over midnight", async () => {
    const budget = await cappedPlan("daily", { limit: "5", period: "DAY", alertAt: [] });
    const attempt = await world.start("daily", accepting());
    const doubtful = await world.start("daily", silent());
    world.clock.jump(24 * 3600);
    const nextDay = await world.start("daily", accepting());

    await world.hear(attempt, { price: { micros: 40_000n, currency: "USD" } });
    await world.passHold(doubtful);
    await world.hear(nextDay, {});

    const periods = (await world.periods()).filter(({ budgetId }) => budgetId === budget);
    expect(periods).toMatchObject([
      { spent: 40_000n + 31_000n, held: 0n },
      { spent: 31_000n, held: 0n },
    ]);
  });
});

describe("a charge beyond its hold", () => {
  it("shows as overrun, and alerts once per threshold and period", async () => {
    const id = await cappedPlan("capped", { limit: "0.05", period: "MONTH", alertAt: [0.9, 1] });
    const attempt = await world.start("capped", accepting());
    expect(await world.alerts()).toEqual([]);
    const dear = { price: { micros: 47_000n, currency: "USD" } };

    await world.hear(attempt, dear);
    expect(await kinds()).toEqual(["BUDGET_THRESHOLD"]);
    const dearer = { price: { micros: 51_000n, currency: "USD" }, at: later(1) };
    await world.hear(attempt, dearer);
    await world.hear(attempt, { price: { micros: 53_000n, currency: "USD" }, at: later(2) });

    expect(await kinds()).toEqual(["BUDGET_EXHAUSTED", "BUDGET_THRESHOLD", "BUDGET_THRESHOLD"]);
    const budgets = await createBudgetStore(world.dataSource, world.database.engine).budgets(
      world.owner,
    );
    const month = budgets.find((budget) => budget.id === id);
    expect(month === undefined ? null : budgetUse(month, world.clock.now())).toMatchObject({
      spentMicros: 53_000n,
      availableMicros: 0n,
      overrunMicros: 3_000n,
    });
    const { errors } = await world.send({ planKey: "capped", phone: "+6281234999999" });
    expect(errors.map((error) => error.code)).toEqual(["BUDGET_EXHAUSTED"]);
  });

  it("alerts nobody in a period that is over", async () => {
    const id = await cappedPlan("late", { limit: "0.05", period: "DAY", alertAt: [0.9, 1] });
    const attempt = await world.start("late", accepting());
    const before = await world.alerts();
    world.clock.jump(24 * 3600);

    await world.hear(attempt, { price: { micros: 53_000n, currency: "USD" } });

    const periods = (await world.periods()).filter(({ budgetId }) => budgetId === id);
    expect(periods[0]?.spent).toBe(53_000n);
    expect(await world.alerts()).toEqual(before);
  });

  async function kinds(): Promise<string[]> {
    return (await world.alerts()).map((alert) => alert.kind).sort();
  }

  function later(sec: number): Date {
    return new Date(world.clock.now().getTime() + sec * 1000);
  }
});

describe("the hold's end", () => {
  it("is the validity that the vendor was given and 15 minutes", async () => {
    const attempt = await world.start("in-euro", accepting(), "+4915123456777");
    const { expiresAt } = await world.sendRow(attempt.sendId);

    const graceMs = attempt.holdUntil.getTime() - expiresAt.getTime();
    expect(graceMs).toBeGreaterThanOrEqual(15 * 60_000);
    expect(graceMs).toBeLessThanOrEqual(15 * 60_000 + 1_000);
    await world.hear(attempt, {});
  });
});
