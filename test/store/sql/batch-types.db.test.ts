import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toldColumns } from "../../../src/store/sql/append-events.js";
import { decidedAttemptColumns } from "../../../src/store/sql/attempt-row.js";
import { budgetPeriodColumns } from "../../../src/store/sql/budget-period-row.js";
import { batchOf } from "../../../src/store/wire/batch.js";
import { batchTable, columnName, selectList } from "../../../src/store/sql/columns.js";
import { run } from "../../../src/store/sql/statement.js";
import { idempotencyColumns } from "../../../src/store/sql/insert-idempotency.js";
import { inboxColumns } from "../../../src/store/sql/insert-inbox.js";
import { ledgerColumns } from "../../../src/store/sql/insert-ledger-entries.js";
import { routeColumns } from "../../../src/store/sql/insert-message-routes.js";
import { rawColumns } from "../../../src/store/sql/insert-raw-callbacks.js";
import { receiptColumns } from "../../../src/store/sql/receipt-row.js";
import { sendColumns } from "../../../src/store/sql/send-row.js";
import { attemptChangeColumns } from "../../../src/store/sql/update-attempts.js";
import { sendChangeColumns } from "../../../src/store/sql/update-sends.js";
import { createPool } from "../../../src/store/pool.js";
import fc from "fast-check";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const batches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  send_batch: sendColumns,
  send_change: sendChangeColumns,
  attempt_batch: decidedAttemptColumns,
  attempt_change: attemptChangeColumns,
  event_batch: toldColumns,
  ledger_entry_batch: ledgerColumns,
  receipt_batch: receiptColumns,
  message_route_batch: routeColumns,
  idempotency_batch: idempotencyColumns,
  raw_callback_batch: rawColumns,
  receipt_inbox_batch: inboxColumns,
  budget_period_batch: budgetPeriodColumns,
};

describe("a batch", () => {
  it.each(Object.keys(batches))("of type %s has the statement's columns in order", async (type) => {
    const { rows } = await database.owner.query<{ name: string; type: string }>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
       from pg_attribute a join pg_type t on t.typrelid = a.attrelid
       where t.typname = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [type],
    );
    const columns = Object.entries(batches[type] ?? {});
    expect(rows.map(({ name }) => name)).toEqual(columns.map(([field]) => columnName(field)));
    expect(rows.map((row) => row.type.replace("timestamp with time zone", "timestamptz"))).toEqual(
      columns.map(([, wanted]) => wanted),
    );
  });

  it("reaches the database as it is, whatever is in it", { timeout: 60_000 }, async () => {
    const text = fc.string({ unit: "binary" }).map((any) => any.replaceAll("\0", ""));
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.stringMatching(/^\d{0,12}$/))
      .map(([whole, fraction]) => (fraction === "" ? String(whole) : `${whole}.${fraction}`));
    const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
    const columns = {
      tenantId: "text",
      id: "bigint",
      bodyHmac: "bytea",
      createdAt: "timestamptz",
      vendorMessageIds: "text[]",
      detail: "jsonb",
      sendId: "uuid",
      sendIds: "uuid[]",
      exchangeRate: "numeric",
      parts: "integer",
      isFinal: "boolean",
    };
    await database.owner.query(
      `create type any_batch as (tenant_id text, id bigint, body_hmac bytea, created_at timestamptz,
         vendor_message_ids text[], detail jsonb, send_id uuid, send_ids uuid[],
         exchange_rate numeric, parts integer, is_final boolean)`,
    );
    // Connections learn of types when they are opened.
    const engine = createPool(database.target, "engine", 1, (error) => {
      throw error;
    });
    const row = fc.record({
      tenantId: nullable(text),
      id: nullable(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      bodyHmac: nullable(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
      createdAt: nullable(
        fc.date({ min: new Date(0), max: new Date("2100-01-01Z"), noInvalidDate: true }),
      ),
      vendorMessageIds: nullable(fc.array(text)),
      detail: nullable(fc.record({ said: text, parts: fc.array(fc.integer()) })),
      sendId: nullable(fc.uuid()),
      sendIds: nullable(fc.array(fc.uuid())),
      exchangeRate: nullable(decimal),
      parts: nullable(fc.integer()),
      isFinal: nullable(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        const found = await run<Record<string, unknown>>(
          engine,
          "read-any-batch",
          `select ${selectList(columns, "n")} from ${batchTable("any_batch", "n")}`,
          [batchOf("any_batch", columns, rows)],
        );
        expect(found).toEqual(rows);
      }),
      { numRuns: 20 },
    );
    await engine.end();
  });
});
