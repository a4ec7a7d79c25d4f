import { readdir } from "node:fs/promises";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { fillTenant, type TenantRows, tenantTables } from "../../support/tenant-rows.js";
import { exempt, statements } from "../../support/tenant-statements.js";

let db: TestDatabase;
let own: TenantRows;
let other: TenantRows;

beforeAll(async () => {
  db = await createTestDatabase();
  own = await fillTenant(db.owner, "own");
  other = await fillTenant(db.owner, "other");
});
afterAll(() => db.close());

/** Everything that a tenant has, as one text. */
async function everythingOf(client: pg.ClientBase, tenantId: string): Promise<string> {
  const texts: string[] = [];
  for (const table of [...tenantTables, "message_route", "recipient_check"]) {
    const { rows } = await client.query<{ all: string }>(
      `select coalesce(string_agg(to_jsonb(t)::text, e'\n' order by to_jsonb(t)::text), '') as all
       from ${table} t where t.tenant_id = $1`,
      [tenantId],
    );
    texts.push(`${table}: ${rows[0]?.all ?? ""}`);
  }
  return texts.join("\n");
}

/** Runs a statement as the engine, which sees all rows, and takes it back. */
async function tryOut(
  statement: (typeof statements)[string],
  tenantId: string,
  rows: TenantRows,
): Promise<{ result: string; hasChanged: boolean }> {
  const client = await db.engine.connect();
  try {
    await client.query("begin");
    const before = await everythingOf(client, rows.tenantId);
    const result = await statement(client, tenantId, rows);
    const after = await everythingOf(client, rows.tenantId);
    return { result: asText(result), hasChanged: before !== after };
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** "" for nothing at all. */
function asText(result: unknown): string {
  const plain = result instanceof Map || result instanceof Set ? [...result] : result;
  const isNothing =
    plain === undefined ||
    plain === null ||
    plain === 0 ||
    plain === false ||
    (Array.isArray(plain) && plain.length === 0);
  return isNothing
    ? ""
    : JSON.stringify(plain, (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
}

describe("a statement that is handed another tenant's ids", () => {
  it.each(Object.entries(statements))(
    "%s neither returns nor changes a row of theirs",
    async (_, statement) => {
      const attack = await tryOut(statement, own.tenantId, other);
      expect(attack.hasChanged).toBe(false);
      expect(attack.result).not.toContain(other.tenantId);
      expect(attack.result).not.toContain(other.mark);
      // The same call by the owner of the ids does something, so that the above can fail.
      const rightful = await tryOut(statement, other.tenantId, other);
      expect(rightful.hasChanged || rightful.result !== "").toBe(true);
      expect(rightful.hasChanged || rightful.result !== attack.result).toBe(true);
    },
  );

  it("is tried out for every file of store/sql that names tenants", async () => {
    const folder = new URL("../../../src/store/sql/", import.meta.url);
    const files = (await readdir(folder)).map((name) => name.replace(/\.ts$/, ""));
    const known = [...Object.keys(statements).map((name) => name.split(" ")[0]), ...exempt];
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
    expect(known.filter((name) => name === undefined || !files.includes(name))).toEqual([]);
  });
});

describe("row-level security", () => {
  it("is on for every table with tenants' rows that the app role may touch", async () => {
    const { rows } = await db.owner.query<{ table: string; isOn: boolean; mayApp: boolean }>(
      `select c.relname as table, c.relrowsecurity as "isOn",
         has_table_privilege('sandi_app', c.oid, 'select, insert, update, delete') as "mayApp"
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    );
    expect(rows.filter((row) => !row.isOn && row.mayApp)).toEqual([]);
    const secured = rows.filter((row) => row.isOn).map((row) => row.table);
    expect(secured).toEqual(expect.arrayContaining([...tenantTables]));
  });

  it.each(tenantTables)("shows and gives away no row of another tenant in %s", async (table) => {
    const client = await db.app.connect();
    try {
      await client.query(`begin; set local app.tenant = '${own.tenantId}'`);
      const { rows } = await client
        .query<{ tenant_id: string }>(`select tenant_id from ${table}`)
        .catch(refused);
      expect(rows.filter((row) => row.tenant_id !== own.tenantId)).toEqual([]);
      await client.query(`rollback; begin; set local app.tenant = '${own.tenantId}'`);
      const changed = await client
        .query(`update ${table} set tenant_id = tenant_id where tenant_id = $1`, [other.tenantId])
        .catch(refused);
      expect(changed.rowCount ?? 0).toBe(0);
      await client.query(`rollback; begin; set local app.tenant = '${own.tenantId}'`);
      const taken = await client
        .query(`update ${table} set tenant_id = $1 where tenant_id = $2`, [
          other.tenantId,
          own.tenantId,
        ])
        .catch(refused);
      expect(taken.rowCount ?? 0).toBe(0);
      await client.query("rollback; begin");
      const nobody = await client.query(`select from ${table}`).catch(refused);
      expect(nobody.rowCount ?? 0).toBe(0);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("lets nobody read as a tenant that is not a uuid", async () => {
    const client = await db.app.connect();
    try {
      await client.query("begin; set local app.tenant = 'everybody'");
      await expect(client.query("select from send")).rejects.toThrow(/uuid/);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

/** Only a refusal by rights or by a policy is an answer. */
function refused(error: unknown): { rows: never[]; rowCount: number } {
  expect((error as { code?: string }).code).toBe("42501");
  return { rows: [], rowCount: 0 };
}
