import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CostFigures,
  type CostReport,
  readCostReport,
} from "../../src/reports/cost-report.js";
import type { ReportPage } from "../../src/reports/report-page.js";
import { reportDimensions, type ReportRequest } from "../../src/reports/report-request.js";
import { createReportReader } from "../../src/store/report-reader.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { costModel } from "./cost-model.js";
import { makeStage, stories, tell } from "./histories.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const zones = ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
// Clocks change on 29 March 2026 in Berlin, on 8 March in New York, on 5 April on Lord Howe.
const begins = ["2026-03-07T20:00:00Z", "2026-03-28T12:00:00Z", "2026-04-04T00:00:00Z"];

const requests = fc.record({
  groupBy: fc.uniqueArray(fc.constantFrom(...reportDimensions), { maxLength: 4 }),
  fromMin: fc.integer({ min: -100, max: 3_000 }),
  spanMin: fc.integer({ min: 1, max: 6_000 }),
  channels: fc.option(
    fc.uniqueArray(fc.constantFrom("SMS" as const, "WHATSAPP" as const, "EMAIL" as const)),
  ),
  countries: fc.option(fc.uniqueArray(fc.constantFrom("ID", "SG"))),
  purposes: fc.option(fc.uniqueArray(fc.constantFrom("", "login", "pay, 'now'", '\\"{}'))),
  plan: fc.option(fc.integer({ min: 0, max: 1 })),
  vendors: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 2 }))),
});

describe("a cost report", () => {
  it("is what the attempts add up to, however it is grouped, cut and filtered", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.constantFrom(...begins),
        stories(3, 12),
        fc.array(requests, { minLength: 6, maxLength: 6 }),
        async (zone, begin, told, asked) => {
          const stage = await makeStage(db, zone);
          const start = new Date(begin);
          const history = await tell(db, stage, start, told);
          for (const { fromMin, spanMin, groupBy, plan, vendors, ...lists } of asked) {
            const from = new Date(start.getTime() + fromMin * 60_000);
            const request: ReportRequest = {
              from,
              to: new Date(from.getTime() + spanMin * 60_000),
              groupBy,
              filter: {
                ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== null)),
                ...(plan === null ? {} : { planIds: [stage.plans[plan]?.id ?? ""] }),
                ...(vendors === null
                  ? {}
                  : { vendors: vendors.map((at) => stage.vendors[at]?.slug ?? "no'body") }),
              },
            };
            const expected = costModel(stage, zone, history, request);
            const { rows, total } = await everything(stage.tenantId, request);
            expect(total).toEqual(expected.total);
            if (groupBy.length > 0) {
              expect(rows).toEqual(expected.rows);
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** All rows, by pages of two. */
async function everything(tenantId: string, request: ReportRequest) {
  const read = createReportReader(db.reports);
  const rows: Record<string, CostFigures> = {};
  let after: readonly string[] | null = null;
  for (;;) {
    const page: ReportPage = { limit: 2, after };
    const report: CostReport = await read(tenantId, (snapshot) =>
      readCostReport(snapshot, tenantId, request, [page], new Date()),
    );
    const [found] = report.pages;
    for (const { names, figures } of found?.rows ?? []) {
      expect(rows[JSON.stringify(names)]).toBeUndefined();
      rows[JSON.stringify(names)] = figures;
    }
    after = found?.rows.at(-1)?.names ?? null;
    if (found?.hasMore !== true) {
      expect(found?.count).toBe(Object.keys(rows).length);
      return { rows, total: report.total };
    }
  }
}
