import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertAttempt, insertEntry, insertSend, insertTenant } from "../../support/rows.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";

let db: TestDatabase;
let tenantId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  tenantId = await insertTenant(db.owner);
  const sendId = await insertSend(db.owner, tenantId);
  const attemptId = await insertAttempt(db.owner, tenantId, sendId);
  await insertEntry(db.owner, tenantId, attemptId, ["HOLD", "FUNDS", "HELD", 100n]);
});
afterAll(() => db.close());

describe("the ledger", () => {
  it.each(["app", "engine"] as const)("cannot be changed by the %s role", async (role) => {
    const client = await db[role].connect();
    try {
      for (const change of [
        "update ledger_entry set amount_micros = amount_micros + 1",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "select from ledger_entry for update",
      ]) {
        await client.query(`begin; set local app.tenant = '${tenantId}'`);
        await expect(client.query(change)).rejects.toMatchObject({ code: "42501" });
        await client.query("rollback");
      }
    } finally {
      client.release();
    }
  });

  it("is written by the engine alone", async () => {
    const { rows } = await db.owner.query<{ role: string; rights: string }>(
      `select grantee as role, string_agg(privilege_type, ' ' order by privilege_type) as rights
       from information_schema.role_table_grants
       where table_name = 'ledger_entry' and grantee in ('sandi_app', 'sandi_engine')
       group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { role: "sandi_app", rights: "SELECT" },
      { role: "sandi_engine", rights: "INSERT SELECT" },
    ]);
  });

  it("takes no entry that moves nothing, moves in a circle, or names another account", async () => {
    const entry = `insert into ledger_entry
      (tenant_id, id, attempt_id, kind, debit, credit, amount_micros, at)
      values ($1, gen_random_uuid(), gen_random_uuid(), 'HOLD', $2, $3, $4, now())`;
    for (const [debit, credit, amount] of [
      ["FUNDS", "HELD", 0],
      ["FUNDS", "HELD", -1],
      ["HELD", "HELD", 1],
      ["FUNDS", "POCKET", 1],
    ]) {
      await expect(db.engine.query(entry, [tenantId, debit, credit, amount])).rejects.toMatchObject(
        { code: "23514" },
      );
    }
  });
});
