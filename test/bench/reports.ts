import { setTimeout as sleep } from "node:timers/promises";
import { type CostReport, readCostReport } from "../../src/reports/cost-report.js";
import type { ReportRequest } from "../../src/reports/report-request.js";
import { createPool } from "../../src/store/pool.js";
import { createReportReader } from "../../src/store/report-reader.js";
import { fillMonth, type Month } from "./fill-month.js";
import type { Figure } from "./figures.js";
import { median } from "./percentile.js";
import type { Rig } from "./rig.js";

const plain = { must: null, aim: null };
const query = `query($range: TimeRange!) {
  costReport(range: $range, groupBy: [PLAN, CHANNEL, COUNTRY]) {
    total { attemptCount cost { amount } } rows { nodes { key { value } cost { amount } } }
  }
}`;

/**
 * A month of attempts, grouped by plan, channel and country: from the facts that the server's own
 * roll-up made, and from every attempt, in turns; both as sandi_app under row-level security.
 */
export async function measureReports(
  rig: Rig,
  attempts: number,
  rounds: number,
): Promise<Figure[]> {
  const [tenant] = rig.ready.tenants;
  if (tenant === undefined) {
    throw new Error("there is no tenant to report on");
  }
  const fillAt = performance.now();
  const month = await fillMonth(rig, tenant.id, attempts);
  const filledSec = (performance.now() - fillAt) / 1000;
  if ((await cleanDays(rig, tenant.id)) < 30) {
    // The log does not tell of these attempts.
    const first = "is_dirty = true, built_at = now() - interval '1 day'";
    await rig.owner.query(`update cost_day set ${first} where tenant_id = $1`, [tenant.id]);
    await rig.owner.query("update cost_cursor set next_build_at = now() where tenant_id = $1", [
      tenant.id,
    ]);
  }
  const addedUpSec = await addedUp(rig, tenant.id);
  await rig.owner.query("vacuum analyze cost_fact, cost_day");
  const { from, to } = month;
  const asked: ReportRequest = { from, to, groupBy: ["PLAN", "CHANNEL", "COUNTRY"], filter: {} };
  const read = reader(rig, tenant.id);
  const { rows } = await rig.owner.query<{ count: string }>("select count(*) from cost_fact");
  process.stderr.write(`filled in ${filledSec} s, added up in ${addedUpSec} s …\n`);
  const times = { facts: [] as number[], lines: [] as number[], public: [] as number[] };
  let differing = 0;
  await read.report(asked, true);
  for (let round = 0; round < rounds; round += 1) {
    const lines = await timed(() => read.report(asked, false));
    const facts = await timed(() => read.report(asked, true));
    const told = await timed(() => askServer(rig.ready.url, tenant.key, month));
    times.lines.push(lines.ms);
    times.facts.push(facts.ms);
    times.public.push(told.ms);
    differing += textOf(lines.value) === textOf(facts.value) ? 0 : 1;
    differing += told.value === facts.value.total.costMicros ? 0 : 1;
  }
  const total = (await read.report(asked, true)).total.attemptCount;
  await read.close();
  const ratio = median(times.lines) / median(times.facts);
  return [
    { name: "attempts in the month", value: total, unit: "", ...plain },
    { name: "rows of facts", value: Number(rows[0]?.count), unit: "", ...plain },
    { name: "to fill the tables", value: filledSec, unit: "s", ...plain },
    { name: "to add 30 days up", value: addedUpSec, unit: "s", ...plain },
    { name: "grouped month from every attempt", value: median(times.lines), unit: "ms", ...plain },
    { name: "grouped month from facts", value: median(times.facts), unit: "ms", ...plain },
    { name: "the same over HTTP", value: median(times.public), unit: "ms", ...plain },
    {
      name: "times as fast from facts",
      value: ratio,
      unit: "×",
      must: { atLeast: 10 },
      aim: { atLeast: 20 },
    },
    {
      name: "reports that differ",
      value: differing,
      unit: "",
      must: { atMost: 0 },
      aim: null,
    },
  ];
}

/** Waits until the server has added every day up; how long that took, in seconds. */
async function addedUp(rig: Rig, tenantId: string): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    if ((await cleanDays(rig, tenantId)) >= 30) {
      return (performance.now() - startedAt) / 1000;
    }
    await sleep(200);
  }
}

async function cleanDays({ owner }: Rig, tenantId: string): Promise<number> {
  const { rows } = await owner.query<{ days: string }>(
    "select count(*) as days from cost_day where tenant_id = $1 and not is_dirty",
    [tenantId],
  );
  return Number(rows[0]?.days ?? 0);
}

/** The reports as the server reads them, but for the choice of where from. */
function reader(rig: Rig, tenantId: string) {
  const target = { kind: "socket", folder: rig.ready.socket, database: "sandi" } as const;
  const pool = createPool(target, "app", 1, () => undefined);
  const read = createReportReader(pool, 120_000);
  return {
    report: (request: ReportRequest, facts: boolean): Promise<CostReport> =>
      read(tenantId, (db) =>
        readCostReport(db, tenantId, request, [{ limit: 100, after: null }], new Date(), { facts }),
      ),
    close: () => pool.end(),
  };
}

async function askServer(url: string, key: string, { from, to }: Month): Promise<bigint> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables: { range: { from, to } } }),
  });
  const text = await response.text();
  const amount = /"total":\{"attemptCount":\d+,"cost":\{"amount":"([^"]+)"/.exec(text)?.[1];
  if (amount === undefined) {
    throw new Error(text.slice(0, 500));
  }
  return BigInt(amount.replace(".", ""));
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly value: T }> {
  const startedAt = performance.now();
  const value = await work();
  return { ms: performance.now() - startedAt, value };
}

function textOf(report: CostReport): string {
  return JSON.stringify(report, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}
