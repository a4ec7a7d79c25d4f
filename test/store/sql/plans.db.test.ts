import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { fillTenant, type TenantRows } from "../../support/tenant-rows.js";
import { statements } from "../../support/tenant-statements.js";

/** Tables that grow with traffic; the others stay small enough to be read whole. */
const growing = new Set(["send", "attempt", "event", "ledger_entry", "receipt", "message_route"]);

/** Statements whose work is a list of all that a tenant has. */
const lists = new Set(["count-sends", "list-sends", "count-into-period"]);

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly Plan[];
}

let db: TestDatabase;
let rows: TenantRows;

beforeAll(async () => {
  db = await createTestDatabase();
  rows = await fillTenant(db.owner, "own");
});
afterAll(() => db.close());

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** The first columns of an index are not enough: they name a tenant, and a tenant has millions. */
function isByTenantAlone(node: Plan): boolean {
  const columns = new Set(node["Index Cond"]?.match(/\((\w+)(?= [=<>])/g) ?? []);
  return columns.size === 1 && columns.has("(tenant_id");
}

it.each(Object.entries(statements).filter(([name]) => !lists.has(name)))(
  "on young tables, %s looks rows up by more than their tenant",
  async (_, statement) => {
    const client = await db.engine.connect();
    try {
      await client.query("begin");
      await client.query("deallocate all");
      await statement(client, rows.tenantId, rows);
      const prepared = await client.query<{ statement: string }>(
        "select statement from pg_prepared_statements",
      );
      for (const { statement: text } of prepared.rows) {
        const explained = await client.query<{ "QUERY PLAN": readonly { Plan: Plan }[] }>(
          `explain (generic_plan, format json) ${text}`,
        );
        const scans = explained.rows.flatMap((row) =>
          row["QUERY PLAN"].flatMap(({ Plan: plan }) => nodesOf(plan)),
        );
        const onGrowing = scans.filter((node) => growing.has(node["Relation Name"] ?? ""));
        expect(onGrowing.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([]);
        expect(onGrowing.filter(isByTenantAlone)).toEqual([]);
      }
    } finally {
      await client.query("rollback");
      client.release(true);
    }
  },
);
