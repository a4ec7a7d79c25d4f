import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../../src/core/otp/status.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeEach(async () => {
  world = await createWalkWorld();
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

const metrowaOnly = [{ channel: "WHATSAPP" as Channel, vendors: [{ vendor: "metrowa" }] }];
const bothWhatsApps = [
  { channel: "WHATSAPP" as Channel, vendors: [{ vendor: "globex" }, { vendor: "metrowa" }] },
];

/** WhatsApp to Indonesia costs 0.0225 at Metro and 0.026 at Globex. */
const metrowaPrice = 22_500n;

describe("a budget", () => {
  it("with room for 20 lets exactly 20 of 200 sends start, at two processes", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.setBudget({ limit: "0.45" });
    const other = world.startProcess().walk;

    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        world.send({ planKey: "wa", phone: nextPhone() }, index % 2 === 0 ? world.walk : other),
      ),
    );

    const started = results.filter((result) => result.errors.length === 0);
    const refused = results.filter((result) => result.send?.status === "BLOCKED");
    expect(started).toHaveLength(20);
    expect(refused).toHaveLength(180);
    expect(new Set(refused.flatMap(({ errors }) => errors.map((one) => one.code)))).toEqual(
      new Set(["BUDGET_EXHAUSTED"]),
    );
    await until("all charges", async () => (await world.periods())[0]?.spent === 450_000n);
    expect(await world.periods()).toMatchObject([{ spent: 20n * metrowaPrice, held: 0n }]);
    const alerts = (await world.alerts()).map((alert) => alert.kind);
    expect(alerts.filter((kind) => kind === "BUDGET_EXHAUSTED")).toHaveLength(1);
    expect(alerts.filter((kind) => kind === "BUDGET_THRESHOLD")).toHaveLength(2);
  }, 60_000);

  it("is not locked by a send that stays clear of its limit until the send is stored", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.setBudget({ limit: "10" });
    await world.send({ planKey: "wa", phone: nextPhone() });
    await until("its charge", async () => (await world.periods())[0]?.spent === metrowaPrice);
    const holder = await world.database.owner.connect();
    await holder.query("begin; lock table send in share mode");

    const second = world.send({ planKey: "wa", phone: nextPhone() });
    await until("the send at its insert", async () => {
      const { rows } = await world.database.owner.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'
           and query like '%insert into send %'`,
      );
      return rows[0]?.waiting === 1;
    });

    const { rowCount } = await holder.query("select from budget_period for update nowait");
    expect(rowCount).toBe(1);
    await holder.query("commit");
    holder.release();
    expect((await second).errors).toEqual([]);
  });

  it("goes by its row where another process has spent what this one does not know of", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.setBudget({ limit: "0.1", alertAt: [0.8] });
    const other = world.startProcess().walk;
    const codes = async (walk = world.walk): Promise<string[]> =>
      (await world.send({ planKey: "wa", phone: nextPhone() }, walk)).errors.map(
        (error) => error.code,
      );

    expect([await codes(), await codes(other), await codes(other)]).toEqual([[], [], []]);
    expect(await world.alerts()).toEqual([]);
    // To this process, it is the second of four that fit.
    expect(await codes()).toEqual([]);
    expect(await world.alerts()).toMatchObject([{ kind: "BUDGET_THRESHOLD" }]);
    expect(await codes(other)).toEqual(["BUDGET_EXHAUSTED"]);
  });

  it("is asked for whatever it covers: plan, country, tenant, by day or for good", async () => {
    const plan = await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.createPlan({ key: "other", name: "other", steps: metrowaOnly });
    await world.setBudget({ limit: "10", period: "MONTH" });
    await world.setBudget({
      scope: "PLAN",
      planId: plan.id,
      planName: "wa",
      limit: "0.05",
      period: "TOTAL",
    });
    await world.setBudget({ scope: "COUNTRY", country: "ID", limit: "0.07", period: "DAY" });
    await world.setBudget({ scope: "COUNTRY", country: "IN", limit: "0.000001", period: "DAY" });
    const codes = async (planKey: string): Promise<string[]> =>
      (await world.send({ planKey, phone: nextPhone() })).errors.map((error) => error.code);

    expect(await codes("wa")).toEqual([]);
    expect(await codes("wa")).toEqual([]);
    expect(await codes("wa")).toEqual(["BUDGET_EXHAUSTED"]); // the plan's
    expect(await codes("other")).toEqual([]);
    expect(await codes("other")).toEqual(["BUDGET_EXHAUSTED"]); // the country's

    world.clock.jump(24 * 3600);
    expect(await codes("wa")).toEqual(["BUDGET_EXHAUSTED"]);
    expect(await codes("other")).toEqual([]);
  });

  it("that is set again and again refuses nothing that fits", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.setBudget({ limit: "9" });
    let changes = 0;
    const change = async (): Promise<void> => {
      if (changes < 8) {
        changes += 1;
        await world.setBudget({ limit: String(changes) });
      }
    };
    const { store } = world.ports;
    const restless: typeof store = {
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          await change();
          return await work(tx);
        }),
    };
    const { walk } = world.startProcess({ store: restless });

    const sent = await world.send({ planKey: "wa", phone: nextPhone() }, walk);

    expect(sent.errors).toEqual([]);
    expect(changes).toBe(8);
  });

  it("that takes cheaper ways sends through the vendor that fits, then stops", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: bothWhatsApps });
    await world.setBudget({ limit: "0.05", onExhausted: "CHEAPER_STEPS_ONLY" });
    const send = async () => await world.send({ planKey: "wa", phone: nextPhone() });
    const holdOf = async (id = ""): Promise<bigint | undefined> =>
      (await world.attempts(id))[0]?.holdMicros;

    const dear = await send();
    const cheap = await send();
    const none = await send();

    expect(await holdOf(dear.send?.id)).toBe(26_000n);
    expect(await holdOf(cheap.send?.id)).toBe(metrowaPrice);
    expect(none).toMatchObject({
      send: { status: "BLOCKED", failureClass: "BUDGET" },
      errors: [{ code: "BUDGET_EXHAUSTED" }],
    });
  });

  it("that only alerts never refuses, and tells once that it is passed", async () => {
    await world.createPlan({ key: "wa", name: "wa", steps: metrowaOnly });
    await world.setBudget({ limit: "0.03", onExhausted: "ALERT_ONLY", alertAt: [] });
    for (let count = 0; count < 3; count += 1) {
      const { errors } = await world.send({ planKey: "wa", phone: nextPhone() });
      expect(errors).toEqual([]);
    }
    expect(await world.alerts()).toMatchObject([{ kind: "BUDGET_EXHAUSTED" }]);
  });

  it("is asked for a failover as for a first attempt: the send stops, and says so", async () => {
    await world.createPlan(twoChannelPlan("two", { step: { vendors: [{ vendor: "nusatext" }] } }));
    await world.setBudget({ limit: "0.035" });
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const { send } = await world.send({ planKey: "two", phone: nextPhone() });
    const id = send?.id ?? "";
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");

    world.clock.jump(6);
    await until("refusal", async () => (await world.sendRow(id)).halted === "BUDGET");

    expect(await world.attempts(id)).toMatchObject([{ status: "TIMED_OUT" }]);
    const events = await world.events(id);
    expect(events.filter(({ type }) => type === "BUDGET_REFUSED_ATTEMPT")).toMatchObject([
      { detail: { budget: "TENANT DAY" } },
    ]);
    expect(await world.sendRow(id)).toMatchObject({ status: "SENT", verification: "PENDING" });
    world.clock.jump(300);
    await until("expiry", async () => (await world.sendRow(id)).status === "FAILED");
    expect(await world.sendRow(id)).toMatchObject({ verification: "EXPIRED" });
  });

  it("of one send caps all of its attempts: what is dearer is left out", async () => {
    await world.createPlan(twoChannelPlan("two", { maxCostPerSend: "0.06" }));
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const { send } = await world.send({ planKey: "two", phone: nextPhone(), maxCost: "0.055" });
    const id = send?.id ?? "";
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");

    world.clock.jump(6);
    await until("failover", async () => (await world.attempts(id)).length === 2);

    const attempts = await world.attempts(id);
    expect(attempts.map((attempt) => attempt.channel)).toEqual(["SMS", "WHATSAPP"]);
    const total = attempts.reduce((sum, attempt) => sum + attempt.holdMicros, 0n);
    expect(total <= 55_000n).toBe(true);
    const tooDear = await world.send({ planKey: "two", phone: nextPhone(), maxCost: "0.01" });
    expect(tooDear).toMatchObject({
      send: { status: "BLOCKED" },
      errors: [{ code: "COST_CAP_TOO_LOW", field: ["maxCost"] }],
    });
  });
});
