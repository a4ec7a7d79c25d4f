import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDeliveryReport } from "../../src/reports/delivery-report.js";
import { createReportReader } from "../../src/store/report-reader.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { deliveryModel } from "./delivery-model.js";
import { everyRow } from "./every-row.js";
import { makeStage, stories, tell } from "./histories.js";
import { requestOf, requests } from "./requests.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const begin = new Date("2026-03-28T12:00:00Z");

describe("a delivery report", () => {
  it("is what became of the sends, however it is grouped, cut and filtered", async () => {
    const read = createReportReader(db.reports);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("Asia/Jakarta", "Europe/Berlin"),
        stories(2, 12),
        fc.array(requests(2), { minLength: 5, maxLength: 5 }),
        async (zone, told, asked) => {
          const stage = await makeStage(db, zone);
          const history = await tell(db, stage, begin, told);
          for (const one of asked) {
            const request = requestOf(stage, begin, one);
            const expected = deliveryModel(stage, zone, history, request);
            const found = await everyRow(
              (page) =>
                read(stage.tenantId, (snapshot) =>
                  readDeliveryReport(snapshot, stage.tenantId, request, [page]),
                ),
              8,
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
