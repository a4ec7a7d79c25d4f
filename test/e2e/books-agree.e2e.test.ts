import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import type { ApiClient } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import { micros } from "../support/money-words.js";
import { plantDifferences } from "../support/plant-differences.js";
import { until } from "../support/until.js";

interface Sums {
  readonly cost: bigint;
  readonly held: bigint;
  readonly attempts: number;
}

const dayMs = 86_400_000;
const sends = 300;
let world: LiveWorld;
let demo: ApiClient;
let today: Date;

beforeAll(async () => {
  world = await LiveWorld.open();
  const server = await world.start({ SANDI_DEMO_DAYS: "2" });
  demo = world.client(server);
  today = new Date();
  for (const fault of [
    { vendor: "globex", kind: "throttle", rate: 0.1 },
    { vendor: "globex", kind: "duplicate_receipts", rate: 0.2 },
    { vendor: "globex", kind: "receipt_before_answer", rate: 0.2 },
    { vendor: "globex", kind: "reorder_receipts", rate: 0.2 },
    { vendor: "metrowa", kind: "error_after_accept", rate: 0.5 },
    { vendor: "nusatext", kind: "lie", rate: 0.5 },
  ]) {
    await world.breakVendor(fault);
  }
  for (let from = 0; from < sends; from += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => sendOne(from + index)));
  }
  await until("the past is played", async () => server.output().includes("history: done"), 60_000);
}, 120_000);
afterAll(async () => {
  await world.close();
});

async function sendOne(index: number, plan?: string): Promise<void> {
  const input = {
    planKey: plan ?? (index % 4 === 0 ? "checkout" : "login"),
    phone: `+62811${String(3_000_000 + index * 7_919)}`,
    email: `user${index}@kotakpos.example`,
    idempotencyKey: `today-${index}`,
  };
  const { sendOtp } = await demo.ask<{ sendOtp: { send: object | null; userErrors: object[] } }>(
    `mutation($input: SendOtpInput!) {
      sendOtp(input: $input) { send { id } userErrors { code } } }`,
    { input },
  );
  expect(sendOtp).toMatchObject({ send: { id: expect.any(String) as string }, userErrors: [] });
}

function range() {
  const now = Date.now();
  return {
    from: new Date(now - 20 * dayMs).toISOString(),
    to: new Date(now + dayMs).toISOString(),
  };
}

async function reported(groupBy: readonly string[]): Promise<{ total: Sums; rows: bigint }> {
  type Row = { cost: { amount: string }; held: { amount: string }; attemptCount: number };
  const { costReport } = await demo.ask<{ costReport: { total: Row; rows: { nodes: Row[] } } }>(
    `query($range: TimeRange!, $groupBy: [ReportDimension!]!) {
      costReport(range: $range, groupBy: $groupBy) {
        total { attemptCount cost { amount } held { amount } }
        rows(first: 100) { nodes { cost { amount } } }
      } }`,
    { range: range(), groupBy },
  );
  const { cost, held, attemptCount: attempts } = costReport.total;
  return {
    total: { cost: micros(cost.amount), held: micros(held.amount), attempts },
    rows: costReport.rows.nodes.reduce((sum, row) => sum + micros(row.cost.amount), 0n),
  };
}

function exported(kind: string): readonly Readonly<Record<string, string>>[] {
  const { from, to } = range();
  const words = ["--tenant", "demo", "--kind", kind, "--from", from, "--to", to, "--out", "-"];
  const { status, stdout } = world.sandi("export", ...words);
  expect(status).toBe(0);
  const [header = [], ...rows] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) =>
    Object.fromEntries(header.map((name, place) => [name, row[place] ?? ""])),
  );
}

/** The sums of the lines, added up here. */
function lineSums(): Sums {
  const lines = exported("COST_LINES");
  const sum = (of: (line: (typeof lines)[number]) => string | undefined): bigint =>
    lines.reduce((total, line) => total + micros(of(line) ?? "0"), 0n);
  return {
    cost: sum((line) => line.amount),
    held: sum((line) => (line.chargeState === "HELD" ? line.heldAmount : "0")),
    attempts: lines.length,
  };
}

/** What the ledger's accounts come to. */
function ledgerSums(): Omit<Sums, "attempts"> {
  const balances = new Map<string, bigint>();
  for (const { debit = "", credit = "", amount = "0" } of exported("LEDGER")) {
    balances.set(credit, (balances.get(credit) ?? 0n) + micros(amount));
    balances.set(debit, (balances.get(debit) ?? 0n) - micros(amount));
  }
  const of = (account: string): bigint => balances.get(account) ?? 0n;
  return { cost: of("CHARGED") + of("MAYBE"), held: of("HELD") };
}

describe("after the demo's past and 300 sends of today under faults", { timeout: 120_000 }, () => {
  it("report, lines, ledger and audit agree to the micro-unit", async () => {
    let lines: Sums | undefined;
    let ledger: Omit<Sums, "attempts"> | undefined;
    let before = (await reported([])).total;
    // A receipt in between would be in one of them only.
    await until(
      "nothing happens between the readings",
      async () => {
        before = (await reported([])).total;
        lines = lineSums();
        ledger = ledgerSums();
        const after = (await reported([])).total;
        return after.cost === before.cost && after.held === before.held;
      },
      60_000,
    );
    const grouped = await reported(["VENDOR", "CHANNEL"]);

    expect(before.attempts).toBeGreaterThan(sends);
    expect(before.cost).toBeGreaterThan(0n);
    expect(lines).toEqual(before);
    expect(ledger).toEqual({ cost: before.cost, held: before.held });
    expect(grouped.rows).toBe(grouped.total.cost);
    const { status, stdout } = world.sandi("audit", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ violations: [] });
    expect(status).toBe(0);
  });

  it("an invoice with 50 planted differences is reconciled with exactly those 50", async () => {
    const file = path.join(world.dataDir, "invoice.csv");
    const books = await fetch(`${world.market.url}/invoice?vendor=globex`);
    const { planted, csv } = plantDifferences(await books.text());
    expect(planted).toHaveLength(50);
    writeFileSync(file, csv);

    const words = ["--vendor", "globex", "--file", file, "--from", today.toISOString(), "--json"];
    const { status, stdout } = world.sandi("reconcile", ...words);

    const { lines } = JSON.parse(stdout) as {
      lines: readonly { kind: string; vendorMessageId: string }[];
    };
    const found = lines.map(({ kind, vendorMessageId }) => `${kind} ${vendorMessageId}`);
    expect(found.toSorted()).toEqual(planted.toSorted());
    expect(status).toBe(1);
  });
});

describe("a tenant's own account at a vendor", { timeout: 120_000 }, () => {
  it("takes prices, and an invoice that the marketplace's books know nothing of", async () => {
    const credentials = Object.entries(sandboxCredentials("primeline", "own")).map(
      ([key, value]) => ({ key, value }),
    );
    const made = await demo.ask<{ connectVendor: { vendorAccount: { id: string } | null } }>(
      `mutation($input: ConnectVendorInput!) {
        connectVendor(input: $input) { vendorAccount { id } userErrors { code } } }`,
      { input: { vendor: "primeline", label: "Own", channels: ["SMS"], credentials } },
    );
    const accountId = made.connectVendor.vendorAccount?.id ?? "";
    const sheet = path.join(world.dataDir, "own.csv");
    writeFileSync(sheet, "channel,country,price,currency,billedOn\nSMS,ID,0.02,USD,DELIVERED\n");
    const words = ["import-rates", sheet, "--vendor", "primeline", "--account", accountId];
    expect(world.sandi(...words)).toMatchObject({ status: 0 });
    const steps = [{ channel: "SMS", vendors: [{ vendor: "primeline", accountId }] }];
    await demo.ask(
      `mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }`,
      { input: { key: "own", name: "Own", steps } },
    );
    for (let index = 0; index < 5; index += 1) {
      await sendOne(1_000 + index, "own");
    }
    const books = async () => {
      const url = `${world.market.url}/invoice?vendor=primeline&account=own`;
      return (await fetch(url)).text();
    };
    const delivered = async () => (await books()).match(/,delivered$/gm)?.length ?? 0;
    await until("all are delivered", async () => (await delivered()) === 5, 30_000);

    const file = path.join(world.dataDir, "own-invoice.csv");
    writeFileSync(file, await books());
    const whose = ["--vendor", "primeline", "--file", file, "--from", today.toISOString()];
    const own = world.sandi("reconcile", ...whose, "--tenant", "demo", "--json");
    const others = world.sandi("reconcile", ...whose, "--json");

    expect(JSON.parse(own.stdout)).toMatchObject({ matched: 5, lines: [] });
    expect(own.status).toBe(0);
    expect(JSON.parse(others.stdout)).toMatchObject({ matched: 0, unknownOnInvoice: 5 });
    expect(others.status).toBe(1);
  });
});
