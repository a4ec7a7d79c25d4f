import fc from "fast-check";
import { to as copyTo } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvHeader, csvRow } from "../../../src/core/exports/csv-row.js";
import type { ExportCell } from "../../../src/core/exports/export-column.js";
import { copyStatement, type ExportQuery } from "../../../src/reports/exports/export-query.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const query: ExportQuery = {
  columns: [
    { name: "word", type: "WORD", sql: "r.j ->> 0" },
    { name: "text", type: "TEXT", sql: "r.j ->> 1" },
    { name: "count", type: "INTEGER", sql: "(r.j ->> 2)::bigint" },
    { name: "amount", type: "AMOUNT", sql: "(r.j ->> 3)::bigint" },
    {
      name: "list",
      type: "LIST",
      sql: "array(select jsonb_array_elements_text(r.j -> 4))",
    },
    { name: "at", type: "TIME", sql: "(r.j ->> 5)::timestamptz" },
  ],
  from:
    "(select j, place from jsonb_array_elements(current_setting('test.rows')::jsonb) " +
    "with ordinality x (j, place)) r order by r.place",
  count: null,
};

const trouble = fc.constantFrom(
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "\n",
  '"',
  ",",
  "'",
  " ",
  "é",
  "😀",
);
const text = fc
  .array(fc.oneof(trouble, fc.string({ maxLength: 3 })), { maxLength: 6 })
  .map((parts) => parts.join("").replaceAll("\u0000", "").toWellFormed());
const row = fc.tuple(
  fc.constantFrom("DELIVERED", "SMS", null),
  fc.option(text),
  fc.integer(),
  fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(String),
  fc.array(
    text.filter((one) => one !== ""),
    { maxLength: 3 },
  ),
  fc.option(
    fc
      .date({ min: new Date("2000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ),
);

async function copy(rows: readonly unknown[], shape: "CSV" | "OBJECTS" | "CELLS"): Promise<string> {
  const client = await db.app.connect();
  try {
    await client.query("select set_config('test.rows', $1, false)", [JSON.stringify(rows)]);
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(copyStatement(query, shape)))) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString("utf8");
  } finally {
    client.release();
  }
}

describe("rows as they leave Postgres", () => {
  it("are the CSV that csvRow writes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = rows.map((cells) => csvRow(query.columns, cells as ExportCell[]));

        expect(await copy(rows, "CSV")).toBe(csvHeader(query.columns) + lines.join(""));
      }),
      { numRuns: 60 },
    );
  });

  it("are one JSON a line, whatever texts they hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const cells = (await copy(rows, "CELLS")).split("\n");
        const objects = (await copy(rows, "OBJECTS")).split("\n");

        expect(cells.pop()).toBe("");
        expect(cells.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
        expect(objects.pop()).toBe("");
        expect(objects.map((line) => (JSON.parse(line) as { text: unknown }).text)).toEqual(
          rows.map(([, given]) => given),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("have an apostrophe before what a sheet would run, and none before a number", async () => {
    const starts = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "1-1", ""];
    const rows = starts.map((start) => ["SMS", start, -5, "-1500000", [start], null]);
    const [, ...lines] = (await copy(rows, "CSV")).split("\n");

    expect(lines.slice(0, 4)).toEqual([
      "SMS,'=1+1,-5,-1.500000,'=1+1,",
      "SMS,'+1,-5,-1.500000,'+1,",
      "SMS,'-1,-5,-1.500000,'-1,",
      "SMS,'@x,-5,-1.500000,'@x,",
    ]);
    expect(lines.slice(4, 9)).toEqual([
      "SMS,'\tx,-5,-1.500000,'\tx,",
      'SMS,"\'\rx",-5,-1.500000,"\'\rx",',
      "SMS,'x,-5,-1.500000,'x,",
      "SMS,1-1,-5,-1.500000,1-1,",
      "SMS,,-5,-1.500000,,",
    ]);
  });
});
