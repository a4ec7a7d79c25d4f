import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCostReport } from "../../src/reports/cost-report.js";
import { createReportReader } from "../../src/store/report-reader.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { costModel } from "./cost-model.js";
import { everyRow } from "./every-row.js";
import { makeStage, stories, tell } from "./histories.js";
import { requestOf, requests } from "./requests.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const zones = ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
// Clocks change on 29 March 2026 in Berlin, on 8 March in New York, on 5 April on Lord Howe.
const begins = ["2026-03-07T20:00:00Z", "2026-03-28T12:00:00Z", "2026-04-04T00:00:00Z"];

describe("a cost report", () => {
  it("is what the attempts add up to, however it is grouped, cut and filtered", async () => {
    const read = createReportReader(db.reports);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.constantFrom(...begins),
        stories(3, 12),
        fc.array(requests(3), { minLength: 5, maxLength: 5 }),
        async (zone, start, told, asked) => {
          const stage = await makeStage(db, zone);
          const begin = new Date(start);
          const history = await tell(db, stage, begin, told);
          for (const one of asked) {
            const request = requestOf(stage, begin, one);
            const expected = costModel(stage, zone, history, request);
            const found = await everyRow(
              (page) =>
                read(stage.tenantId, (snapshot) =>
                  readCostReport(snapshot, stage.tenantId, request, [page], new Date()),
                ),
              5,
            );
            expect(found.total).toEqual(expected.total);
            expect(found.rows).toEqual(expected.rows);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
