import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiClient } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";

interface Money {
  readonly amount: string;
  readonly currency: string;
}
interface Report {
  readonly total: { readonly cost: Money; readonly sendCount: number };
  readonly rows: { readonly nodes: readonly { readonly cost: Money }[] };
}
interface SendPage {
  readonly nodes: readonly { readonly externalId: string }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
interface Budget {
  readonly scope: string;
  readonly period: string;
  readonly limit: Money;
  readonly spent: Money;
  readonly held: Money;
  readonly forecast: {
    readonly spend: Money;
    readonly low: Money;
    readonly high: Money;
    readonly historyDays: number;
  } | null;
}
interface Figures {
  readonly attemptCount: number;
  readonly basisCost: Money;
  readonly costAtTodaysPrices: Money;
  readonly cost: Money;
}
interface Outlook {
  readonly range: { readonly from: string; readonly to: string };
  readonly total: Figures;
  readonly rows: readonly {
    readonly vendor: { readonly slug: string };
    readonly channel: string;
    readonly changes: readonly string[];
    readonly figures: Figures;
  }[];
}

const days = 8;
const dayMs = 86_400_000;
const phone = "+6281157953957";
const figures =
  "figures { attemptCount basisCost { amount } costAtTodaysPrices { amount } cost { amount } }";
let world: LiveWorld;
let server: ServerProcess;
let demo: ApiClient;
let today = 0;
const startedAt = new Date();

const micros = ({ amount }: Money): bigint => BigInt(amount.replace(".", ""));

beforeAll(async () => {
  world = await LiveWorld.open();
  server = await world.start({ SANDI_DEMO_DAYS: String(days) });
  demo = world.client(server);
  await said(/^history: \d+ %$/m);
  await sendNow();
  await server.end("SIGKILL");
  server = await world.start({ SANDI_DEMO_DAYS: String(days) });
  demo = world.client(server);
  await said(/^history: \d+ %$/m);
  await sendNow();
  await said(/^history: done/m);
}, 400_000);
afterAll(async () => {
  await world.close();
});

async function said(line: RegExp): Promise<void> {
  await until(`the server says ${line}`, async () => line.test(server.output()), 120_000);
}

/** A send of today, while the past is played; its code arrives and is right. */
async function sendNow(): Promise<void> {
  today += 1;
  const externalId = `today-${today}`;
  const { sendOtp } = await demo.ask<{ sendOtp: { send: { id: string } | null } }>(
    `mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } } }`,
    { input: { planKey: "login", phone, externalId, idempotencyKey: externalId } },
  );
  const sendId = sendOtp.send?.id;
  await until("the code arrives", async () => (await world.inbox(phone)).length >= today, 10_000);
  const [newest] = await world.inbox(phone);
  const { verifyOtp } = await demo.ask<{ verifyOtp: { result: string } }>(
    `mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { result } }`,
    { input: { sendId, code: newest?.code } },
  );
  expect(verifyOtp.result).toBe("VERIFIED");
}

async function costReport(groupBy: readonly string[]): Promise<Report> {
  const now = Date.now();
  const range = {
    from: new Date(now - 20 * dayMs).toISOString(),
    to: new Date(now + dayMs).toISOString(),
  };
  const { costReport: report } = await demo.ask<{ costReport: Report }>(
    `query($range: TimeRange!, $groupBy: [ReportDimension!]!) {
      costReport(range: $range, groupBy: $groupBy) {
        total { sendCount cost { amount currency } }
        rows(first: 100) { nodes { cost { amount currency } } }
      }
    }`,
    { range, groupBy },
  );
  return report;
}

describe("the demo's past", { timeout: 120_000 }, () => {
  it("was made of sends that end in every way, over several channels and vendors", async () => {
    const { sends } = await demo.ask<{
      sends: { nodes: { status: string; verification: string; attempts: unknown[] }[] };
    }>("{ sends(first: 100) { nodes { status verification attempts { id } } } }");

    expect(sends.nodes).toHaveLength(100);
    const verified = sends.nodes.filter((send) => send.verification === "VERIFIED").length;
    expect(verified).toBeGreaterThan(60);
    expect(verified).toBeLessThan(100);
    expect(sends.nodes.some((send) => send.attempts.length > 1)).toBe(true);
    expect(server.output()).toMatch(
      /^history: playing 8 days of traffic of 4 tenants\n(history: \d+ %\n)+history: done/m,
    );
  });

  it("is there once, with what was sent while it was played", async () => {
    const externalIds: string[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const { sends }: { sends: SendPage } = await demo.ask(
        `query($after: String) { sends(first: 100, after: $after) {
          nodes { externalId } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      externalIds.push(...sends.nodes.map(({ externalId }) => externalId));
      ({ endCursor: after, hasNextPage: isMore } = sends.pageInfo);
    }

    expect(externalIds.slice(0, 2)).toEqual(["today-2", "today-1"]);
    expect(externalIds.slice(2).every((id) => id.startsWith("demo-"))).toBe(true);
    expect(new Set(externalIds).size).toBe(externalIds.length);
    expect(externalIds.length).toBe((await costReport([])).total.sendCount);
  });

  it("keeps every rule of the audit", () => {
    const { status, stdout } = world.sandi("audit", "--json");

    expect(JSON.parse(stdout)).toMatchObject({ violations: [] });
    expect(status).toBe(0);
  });

  it("costs the same whatever a report is grouped by", async () => {
    const whole = await costReport([]);
    const byVendor = await costReport(["VENDOR", "CHANNEL"]);

    expect(whole.total.sendCount).toBeGreaterThan(300);
    expect(micros(whole.total.cost)).toBeGreaterThan(0n);
    expect(byVendor.total).toEqual(whole.total);
    const sum = byVendor.rows.nodes.reduce((total, row) => total + micros(row.cost), 0n);
    expect(sum).toBe(micros(whole.total.cost));
  });

  // How many cells have enough sends to be shown depends on the hour: the past ends now.
  it("shows measured rates that vendors do not declare", async () => {
    interface Offer {
      readonly vendor: { readonly slug: string };
      readonly declaredDeliveryRate: number;
      readonly stats: { readonly deliveryRate: number | null };
    }
    const measured = async () => {
      const { offers } = await demo.ask<{ offers: { nodes: Offer[] } }>(
        `{ offers(first: 100, filter: { channels: [SMS, WHATSAPP, EMAIL, VOICE] }) {
          nodes {
            vendor { slug }
            declaredDeliveryRate
            stats(window: LAST_30_DAYS) { deliveryRate }
          }
        } }`,
      );
      return offers.nodes.filter((offer) => offer.stats.deliveryRate !== null);
    };
    const shown = await measured();
    expect(new Set(shown.map((offer) => offer.vendor.slug)).size).toBeGreaterThanOrEqual(3);
    const rosy = shown.filter(
      ({ declaredDeliveryRate, stats }) => declaredDeliveryRate > (stats.deliveryRate ?? 1),
    );
    expect(rosy.length).toBeGreaterThan(shown.length / 2);
  });

  it("teaches routing what plans are estimated by, without news of what is long past", async () => {
    await said(/^routing: learned from \d{3,} sends of the past$/m);
    interface Estimate {
      readonly sampleCount: number;
      readonly deliveryRate: number | null;
      readonly successRate: number | null;
    }
    const vendors = ["nusatext", "globex", "latcom"].map((vendor) => ({ vendor }));
    const input = { key: "try", name: "Try", steps: [{ channel: "SMS", vendors }] };
    // Every process reads what was learned within seconds.
    await until("plans are estimated by it", async () => {
      const { estimatePlan } = await demo.ask<{ estimatePlan: Estimate }>(
        `query($input: PlanInput!) { estimatePlan(input: $input, countries: ["ID", "BR"]) {
          sampleCount deliveryRate successRate } }`,
        { input },
      );
      const { sampleCount, deliveryRate, successRate } = estimatePlan;
      return sampleCount > 30 && deliveryRate !== null && successRate !== null;
    });

    const operator = world.client(server, "operator");
    const { alerts } = await operator.ask<{
      alerts: { nodes: { kind: string; raisedAt: string; message: string }[] };
    }>("{ alerts(first: 100) { nodes { kind raisedAt message } } }");
    const ofToday = alerts.nodes.filter(
      ({ kind, raisedAt }) => kind === "VENDOR_DOWN" && new Date(raisedAt) >= startedAt,
    );
    expect(ofToday).toEqual([]);
  });

  it("orders offers by what was measured, not as vendors declare", async () => {
    interface Offer {
      readonly vendor: { readonly slug: string };
      readonly declaredDeliveryRate: number | null;
      readonly stats: { readonly deliveryRateLow: number | null };
    }
    const { offers } = await demo.ask<{ offers: { nodes: readonly Offer[] } }>(
      `{ offers(
          first: 100
          filter: { channels: [SMS, WHATSAPP, EMAIL, VOICE] }
          orderBy: { by: DELIVERY_RATE, direction: DESC, window: LAST_30_DAYS }
        ) { nodes {
          vendor { slug } declaredDeliveryRate
          stats(window: LAST_30_DAYS) { deliveryRateLow }
        } } }`,
    );

    const measured = offers.nodes.filter(({ stats }) => stats.deliveryRateLow !== null);
    const lows = measured.map(({ stats }) => stats.deliveryRateLow ?? 0);
    expect(measured.length).toBeGreaterThanOrEqual(5);
    expect(offers.nodes.slice(0, measured.length)).toEqual(measured);
    expect(lows).toEqual(lows.toSorted((a, b) => b - a));
    const declared = measured.toSorted(
      (a, b) => (b.declaredDeliveryRate ?? 0) - (a.declaredDeliveryRate ?? 0),
    );
    const slugs = (list: readonly Offer[]) => list.map(({ vendor }) => vendor.slug);
    expect(slugs(measured)).not.toEqual(slugs(declared));
  });

  it("lets budgets foretell their period", async () => {
    const { budgets } = await demo.ask<{ budgets: Budget[] }>(
      `{ budgets { scope period limit { amount } spent { amount } held { amount }
        forecast { spend { amount } low { amount } high { amount } historyDays } } }`,
    );

    const month = budgets.find(({ scope, period }) => scope === "TENANT" && period === "MONTH");
    const used = month === undefined ? 0n : micros(month.spent) + micros(month.held);
    const forecast = month?.forecast;
    expect(forecast?.historyDays).toBeGreaterThanOrEqual(7);
    expect(forecast && micros(forecast.spend)).toBeGreaterThanOrEqual(used);
    expect(forecast && micros(forecast.low)).toBeGreaterThanOrEqual(used);
    expect(forecast && micros(forecast.high) >= micros(forecast.spend)).toBe(true);
  });

  it("says what next month would cost, and why", async () => {
    const { costOutlook } = await demo.ask<{ costOutlook: Outlook }>(
      `{ costOutlook { range { from to } total { ${figures.slice(10, -2)} }
        rows { vendor { slug } channel changes ${figures} } } }`,
    );

    const { total, rows, range } = costOutlook;
    expect(new Date(range.from).getTime()).toBeGreaterThan(Date.now());
    const sum = (of: (row: Figures) => Money) =>
      rows.reduce((micro, row) => micro + micros(of(row.figures)), 0n);
    expect(sum((row) => row.cost)).toBe(micros(total.cost));
    expect(sum((row) => row.basisCost)).toBe(micros(total.basisCost));
    const report = await costReport([]);
    expect(micros(total.basisCost)).toBeGreaterThanOrEqual(micros(report.total.cost));

    const nusatext = rows.filter(({ vendor }) => vendor.slug === "nusatext");
    expect(nusatext.length).toBeGreaterThan(0);
    for (const {
      changes,
      figures: { cost, costAtTodaysPrices },
    } of nusatext) {
      expect(changes).toEqual(["PRICE"]);
      expect(micros(cost)).toBeLessThanOrEqual(micros(costAtTodaysPrices));
    }
    const steady = rows.find(({ vendor }) => vendor.slug === "afrigate");
    expect(steady?.changes).toEqual([]);
    expect(steady?.figures.cost).toEqual(steady?.figures.costAtTodaysPrices);
  });

  it("has news of prices that vendors have announced", async () => {
    interface News {
      readonly kind: string;
      readonly message: string;
      readonly vendor: { readonly slug: string };
    }
    const news = async () => {
      const { alerts } = await demo.ask<{ alerts: { nodes: readonly News[] } }>(
        "{ alerts(first: 100) { nodes { kind message vendor { slug } } } }",
      );
      return alerts.nodes.filter(({ kind }) => kind === "PRICE_CHANGE");
    };
    await until("the demo's tenant is told", async () => (await news()).length >= 3, 60_000);

    const told = new Map((await news()).map(({ vendor, message }) => [vendor.slug, message]));
    expect([...told.keys()].sort()).toEqual(["globex", "nusatext", "ringback"]);
    expect(told.get("nusatext")).toMatch(/^nusatext changes \d+ prices? on SMS at .*: 8 % lower\./);
  });

  it("is not played again by the next start", async () => {
    const before = (await costReport([])).total.sendCount;
    await server.end("SIGTERM");
    server = await world.start({ SANDI_DEMO_DAYS: String(days) });
    demo = world.client(server);

    expect(server.output()).not.toContain("history:");
    expect((await costReport([])).total.sendCount).toBe(before);
  });
});
