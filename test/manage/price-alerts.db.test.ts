import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertMessage } from "../../src/core/alert.js";
import { encodeId } from "../../src/core/ids.js";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import type { KeyViewer } from "../../src/flow/viewer.js";
import type { AlertRow } from "../../src/manage/alerts/ports.js";
import { watchPrices } from "../../src/manage/alerts/watch-prices.js";
import { archivePlan } from "../../src/manage/plans/archive-plan.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import { createPlan } from "../../src/manage/plans/create-plan.js";
import type { VendorRow } from "../../src/manage/vendors/ports.js";
import { createAlertStore } from "../../src/store/alert-store.js";
import { createPriceAlertStore } from "../../src/store/price-alert-store.js";
import { type Catalogue, createCatalogue, rate } from "../support/catalogue.js";
import { owner, planPorts } from "../support/plan-ports.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const soon = new Date("2026-11-22T03:10:00.000Z");
const nextMonth = new Date("2026-12-01T00:00:00.000Z");
const hourMs = 3_600_000;

let catalogue: Catalogue;
let watch: ReturnType<typeof watchPrices>;
let vendor: VendorRow;
let vendors = 0;

beforeAll(async () => {
  catalogue = await createCatalogue(now);
});
afterAll(() => catalogue.world.close());
beforeEach(async () => {
  vendors += 1;
  vendor = await catalogue.vendor(`vendor${vendors}`);
  const { database, bus, operator } = catalogue.world;
  await catalogue.connect(operator as never, "Marketplace", { vendor: vendor.slug });
  watch = watchPrices({ store: createPriceAlertStore(database.engine), bus });
});

const idOf = (viewer: KeyViewer): string => viewer.tenantId ?? "";

/** A plan of the vendor's, for SMS. */
async function plan(viewer: KeyViewer, more: Partial<PlanInput> = {}, accountId?: string) {
  const { dataSource, bus } = catalogue.world;
  const ports = planPorts(dataSource, bus as never);
  const by = owner(idOf(viewer));
  const route = { vendor: vendor.slug, ...(accountId !== undefined && { accountId }) };
  const made = await createPlan(
    ports,
    by,
    {
      key: vendor.slug,
      name: "Login",
      steps: [{ channel: "SMS", vendors: [route] }],
      ...more,
    } as PlanInput,
    now,
  );
  if (!made.ok) {
    throw new Error(JSON.stringify(made.errors));
  }
  return { archive: () => archivePlan(ports, by, made.value.id, now) };
}

/** The tenant's alerts of this test's vendor. */
async function alertsOf(viewer: KeyViewer): Promise<readonly AlertRow[]> {
  const store = createAlertStore(catalogue.world.dataSource);
  const { rows } = await store.alerts(viewer, false, 100, null);
  return rows.filter((row) => row.vendorId === vendor.id);
}

const prices = (more: object, ...list: readonly (readonly [string, string])[]) =>
  list.map(([country, price], index) => rate(index + 1, country, price, more));

describe("the alert of a price that is to change", () => {
  it("tells whose plans use the vendor, once, in the reader's language", async () => {
    const { ann, bob, importList, world } = catalogue;
    await plan(ann);
    await importList(vendor, prices({}, ["ID", "0.01"], ["IN", "0.004"], ["BR", "0.02"]), now);
    await watch(soon);
    expect(await alertsOf(ann)).toEqual([]);

    const sheet = prices({ effectiveFrom: nextMonth }, ["ID", "0.0092"], ["IN", "0.005"]);
    await importList(vendor, [...sheet, rate(9, null, "0.5")], soon);
    world.bus.said.length = 0;
    await watch(soon);
    await watch(new Date(soon.getTime() + hourMs));
    const { database, bus } = world;
    await watchPrices({ store: createPriceAlertStore(database.engine), bus })(soon);

    const [alert, ...others] = await alertsOf(ann);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      severity: "WARNING",
      raisedAt: soon,
      resolvedAt: null,
      facts: {
        kind: "PRICE_CHANGE",
        vendor: vendor.slug,
        channels: ["SMS"],
        effectiveAt: nextMonth.toISOString(),
        prices: 2,
        inOtherCurrency: 0,
        billedOtherwise: 0,
      },
    });
    const facts = alert?.facts;
    expect(facts && alertMessage(facts, "en")).toBe(
      `${vendor.slug} changes 2 prices on SMS at 2026-12-01 00:00 UTC: ` +
        "8 % lower to 25 % higher. The cost outlook says what that means for you.",
    );
    expect(facts && alertMessage(facts, "id")).toBe(
      `${vendor.slug} mengubah 2 harga di SMS pada 2026-12-01 00:00 UTC: ` +
        "turun 8 % sampai naik 25 %. Prakiraan biaya menunjukkan dampaknya bagi Anda.",
    );
    expect(await alertsOf(bob)).toEqual([]);
    expect(world.bus.said).toEqual([`alerts ${idOf(ann)}`]);
  });

  it("is one for each moment, and says what is planned now", async () => {
    const { ann, importList } = catalogue;
    const later = new Date(nextMonth.getTime() + 24 * hourMs);
    await plan(ann);
    await importList(vendor, prices({}, ["ID", "0.01"]), now);
    const sheet = [
      rate(1, "ID", "0.008", { effectiveFrom: nextMonth }),
      rate(2, "ID", "0.02", { effectiveFrom: later }),
    ];
    await importList(vendor, sheet, soon);
    await watch(soon);
    const before = await alertsOf(ann);
    await importList(vendor, prices({ effectiveFrom: nextMonth }, ["ID", "0.009"]), soon);
    await watch(soon);
    const after = await alertsOf(ann);

    const figures = (rows: readonly AlertRow[]) =>
      rows
        .map(({ id, facts, severity }) => ({ id, severity, facts }))
        .filter(({ facts }) => facts.kind === "PRICE_CHANGE")
        .map((row) => [
          row.id,
          row.severity,
          "low" in row.facts ? Number(row.facts.low?.toFixed(4)) : null,
        ])
        .sort(([, one], [, other]) => String(one).localeCompare(String(other)));
    const [less, more] = figures(before);
    expect([less?.slice(1), more?.slice(1)]).toEqual([
      ["INFO", -0.2],
      ["WARNING", 1.5],
    ]);
    expect(figures(after)).toContainEqual([less?.[0], "INFO", -0.1]);
  });

  it("is over a day after the change, or when that is taken back", async () => {
    const { ann, importList } = catalogue;
    await plan(ann);
    await importList(vendor, prices({}, ["ID", "0.01"]), now);
    await importList(vendor, prices({ effectiveFrom: nextMonth }, ["ID", "0.02"]), soon);
    await watch(soon);
    const stillNews = new Date(nextMonth.getTime() + 23 * hourMs);
    const old = new Date(nextMonth.getTime() + 25 * hourMs);
    await watch(stillNews);
    expect((await alertsOf(ann))[0]?.resolvedAt).toBeNull();
    await watch(old);
    expect((await alertsOf(ann))[0]?.resolvedAt).toEqual(old);

    const third = new Date(old.getTime() + 240 * hourMs);
    await importList(vendor, prices({ effectiveFrom: third }, ["ID", "0.03"]), old);
    await watch(old);
    await importList(vendor, prices({}, ["ID", "0.02"]), old, { mode: "REPLACE" });
    await watch(old);
    const rows = await alertsOf(ann);
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.resolvedAt !== null)).toBe(true);
  });

  it("comes for a price that changes at once, but not to a plan made since", async () => {
    const { ann, bob, importList } = catalogue;
    await importList(vendor, prices({}, ["ID", "0.01"]), new Date(now.getTime() - 2 * hourMs));
    await importList(vendor, prices({}, ["ID", "0.03"]), new Date(now.getTime() - hourMs));
    await plan(bob);
    await watch(now);
    expect(await alertsOf(bob)).toEqual([]);

    await plan(ann);
    await importList(vendor, prices({}, ["ID", "0.02"]), soon);
    await watch(soon);
    expect((await alertsOf(ann)).map(({ severity }) => severity)).toEqual(["INFO"]);
  });

  it("leaves out what the plan cannot meet: archived, other countries, channels", async () => {
    const { ann, bob, importList } = catalogue;
    const archived = await plan(ann);
    await plan(bob, { countries: ["BR"] });
    await importList(
      vendor,
      [...prices({}, ["ID", "0.01"], ["IN", "0.01"]), rate(8, null, "0.001")],
      now,
    );
    await archived.archive();
    const sheet = prices({ effectiveFrom: nextMonth }, ["ID", "0.02"], ["IN", "0.02"]);
    const mail = rate(8, null, "0.002", { effectiveFrom: nextMonth });
    await importList(vendor, [...sheet, mail], soon);
    await watch(soon);

    expect(await alertsOf(ann)).toEqual([]);
    expect(await alertsOf(bob)).toEqual([]);
  });

  it("is of an account's own prices where the plan sends through that account", async () => {
    const { ann, bob, connect, world } = catalogue;
    const connected = await connect(ann, "Own", { vendor: vendor.slug });
    const accountId = connected.ok ? connected.value.id : "";
    await plan(ann, {}, encodeId("account", accountId));
    await plan(ann, { key: "other" });
    await plan(bob);
    for (const [price, effectiveFrom] of [
      ["0.01", null],
      ["0.02", nextMonth],
    ] as const) {
      await importRates(
        world.ports,
        ann,
        {
          target: { vendorId: vendor.id, accountId },
          channels: vendor.channels,
          rows: prices({ effectiveFrom }, ["ID", price]),
          mode: "MERGE",
          source: "own sheet",
          dryRun: false,
        },
        soon,
      );
    }
    await watch(soon);

    expect((await alertsOf(ann)).map(({ facts }) => facts)).toEqual([
      expect.objectContaining({ kind: "PRICE_CHANGE", prices: 1, low: 1, high: 1 }),
    ]);
    expect(await alertsOf(bob)).toEqual([]);
  });

  it("counts another currency and another moment of billing", async () => {
    const { ann, importList } = catalogue;
    await plan(ann);
    await importList(vendor, prices({}, ["ID", "0.01"], ["IN", "0.01"]), now);
    await importList(
      vendor,
      [
        rate(1, "ID", "0.01", { effectiveFrom: nextMonth, currency: "EUR" }),
        rate(2, "IN", "0.01", { effectiveFrom: nextMonth, billedOn: "DELIVERED" }),
      ],
      soon,
    );
    await watch(soon);

    const [alert] = await alertsOf(ann);
    expect(alert?.severity).toBe("WARNING");
    expect(alert && alertMessage(alert.facts, "en")).toContain(
      "1 in another currency, 1 billed at another moment.",
    );
  });
});
