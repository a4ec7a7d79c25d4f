import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { until } from "../support/until.js";

/** Rows of the market, made anew for each test. */
interface Rows {
  readonly vendor: string;
  readonly tenant: string;
  readonly account: string;
  /** A list price's and an account's offer, without prices. */
  readonly offer: string;
  readonly ownOffer: string;
}

const parents = ["vendor", "tenant", "vendor_account", "offer"] as const;
type Parent = (typeof parents)[number];

let db: TestDatabase;
let rows: Rows;
let writer: pg.PoolClient;
let deleter: pg.PoolClient;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  rows = await makeRows();
  [writer, deleter] = [await db.owner.connect(), await db.owner.connect()];
});
afterEach(async () => {
  for (const client of [writer, deleter]) {
    await client.query("rollback");
    client.release();
  }
});

describe("what offers and prices refer to", () => {
  it.each(parents)("has to be there: a %s that is not", async (parent) => {
    await expect(refer(writer, parent, randomUUID())).rejects.toMatchObject({ code: "23503" });
  });

  it("has to be the owner's, too", async () => {
    await expect(insertPrice(writer, rows.offer, rows.tenant)).rejects.toMatchObject({
      code: "23503",
    });
    await expect(insertPrice(writer, rows.ownOffer, listOwner)).rejects.toMatchObject({
      code: "23503",
    });
    await insertPrice(writer, rows.ownOffer, rows.tenant);
  });

  it("is found whatever row-level security hides from the writer", async () => {
    const app = await db.app.connect();
    try {
      await app.query(`begin; set local app.tenant = '${rows.tenant}'`);
      await insertPrice(app, rows.ownOffer, rows.tenant);
      const another = await makeRows();
      await app.query("savepoint before");
      await expect(insertPrice(app, another.ownOffer, rows.tenant)).rejects.toMatchObject({
        code: "23503",
      });
    } finally {
      await app.query("rollback");
      app.release();
    }
  });

  it.each(parents)("is not deleted, nor emptied, before what refers to it: %s", async (parent) => {
    const id = await parentRow(parent);
    await refer(writer, parent, id);

    await expect(deleteParent(deleter, parent, id)).rejects.toMatchObject({ code: "23503" });
    await expect(deleter.query(`truncate ${parent} cascade`)).rejects.toMatchObject({
      code: "23503",
    });
    expect(await dangling()).toBe(0);
  });

  it.each(parents)("goes when nothing refers to it: %s", async (parent) => {
    const id = await parentRow(parent);

    await deleteParent(deleter, parent, id);

    await expect(refer(writer, parent, id)).rejects.toMatchObject({ code: "23503" });
  });

  it("keeps its key, and what refers to it goes on referring to the same", async () => {
    await insertPrice(writer, rows.offer, listOwner);
    const other = randomUUID();
    for (const change of [
      `update vendor set id = '${other}' where id = '${rows.vendor}'`,
      `update tenant set id = '${other}' where id = '${rows.tenant}'`,
      `update vendor_account set id = '${other}' where id = '${rows.account}'`,
      `update offer set id = '${other}' where id = '${rows.offer}'`,
      `update offer set vendor_id = '${other}' where id = '${rows.offer}'`,
      `update offer set tenant_id = null, account_id = null where id = '${rows.ownOffer}'`,
      `update offer set account_id = '${other}' where id = '${rows.ownOffer}'`,
      `update offer_price set offer_id = '${other}' where offer_id = '${rows.offer}'`,
      `update offer_price set owner_id = '${rows.tenant}' where offer_id = '${rows.offer}'`,
    ]) {
      await expect(writer.query(change)).rejects.toMatchObject({ code: "23503" });
    }
    await writer.query("update offer set upstream = 'x', tenant_id = tenant_id");
  });
});

describe("of two transactions at once", () => {
  const isolations = ["read committed", "repeatable read"] as const;
  const cases = isolations.flatMap((isolation) =>
    parents.map((parent): [Parent, string] => [parent, isolation]),
  );

  it.each(cases)("the one that deletes a %s waits for a reference (%s)", async (parent, level) => {
    const id = await parentRow(parent);
    await begin(writer, level);
    await begin(deleter, "read committed");
    await refer(writer, parent, id);

    const deleted = settled(deleteParent(deleter, parent, id));
    await untilWaiting(deleter);
    await writer.query("commit");

    expect(await deleted).toBe("23503");
    await deleter.query("rollback");
    expect(await dangling()).toBe(0);
  });

  it.each(cases)("a reference to a %s that is being deleted fails (%s)", async (parent, level) => {
    const id = await parentRow(parent);
    await begin(writer, level);
    await begin(deleter, "read committed");
    await deleteParent(deleter, parent, id);

    const referred = settled(refer(writer, parent, id));
    await untilWaiting(writer);
    await deleter.query("commit");

    expect(await referred).toMatch(/^(23503|40001)$/);
    await writer.query("rollback");
    expect(await dangling()).toBe(0);
  });

  it.each(parents)("one with an older view of them deletes no %s", async (parent) => {
    const id = await parentRow(parent);
    await begin(deleter, "repeatable read");
    await refer(writer, parent, id);

    await expect(deleteParent(deleter, parent, id)).rejects.toMatchObject({ code: "0A000" });
  });
});

const listOwner = "00000000-0000-0000-0000-000000000000";

/** The row that a test deletes: one that nothing else refers to. */
async function parentRow(parent: Parent): Promise<string> {
  switch (parent) {
    case "vendor":
      return insertVendor();
    case "tenant":
      return insertTenant();
    case "vendor_account":
      return rows.account;
    case "offer":
      return rows.offer;
    default:
      throw parent satisfies never;
  }
}

function deleteParent(client: pg.PoolClient, parent: Parent, id: string) {
  // The account of these rows has an offer of its own.
  const first =
    parent === "vendor_account" ? `delete from offer where id = '${rows.ownOffer}';` : "";
  return client.query(`${first} delete from ${parent} where id = '${id}'`);
}

/** Writes a row that refers to it. */
async function refer(client: pg.PoolClient, parent: Parent, id: string): Promise<void> {
  switch (parent) {
    case "vendor":
      return insertOffer(client, { vendor: id, tenant: null, account: null });
    case "tenant":
      return insertOffer(client, { ...rows, tenant: id });
    case "vendor_account":
      return insertOffer(client, { ...rows, account: id });
    case "offer":
      return insertPrice(client, id, listOwner);
    default:
      throw parent satisfies never;
  }
}

async function begin(client: pg.PoolClient, isolation: string): Promise<void> {
  // The first statement takes the view that stricter levels keep.
  await client.query(`begin isolation level ${isolation}; select count(*) from offer`);
}

/** The SQLSTATE that it fails with, or "done". */
function settled(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string }) => String(error.code),
  );
}

async function untilWaiting(client: pg.PoolClient): Promise<void> {
  const { processID } = client as unknown as { processID: number };
  await until("it waits for a lock", async () => {
    const { rowCount } = await db.app.query("select from pg_locks where pid = $1 and not granted", [
      processID,
    ]);
    return rowCount !== 0;
  });
}

async function dangling(): Promise<number> {
  const { rows: counted } = await db.owner.query<{ count: number }>(
    `select (select count(*) from offer o where not exists (select from vendor where id = vendor_id)
        or (tenant_id is not null and not exists (select from tenant where id = o.tenant_id))
        or (account_id is not null
          and not exists (select from vendor_account where id = o.account_id)))::integer
      + (select count(*) from offer_price p where not exists
          (select from offer o where o.id = p.offer_id and o.owner_id = p.owner_id))::integer
      as count`,
  );
  return counted[0]?.count ?? -1;
}

async function makeRows(): Promise<Rows> {
  const [vendor, tenant, account, offer, ownOffer] = Array.from({ length: 5 }, () => randomUUID());
  const made = { vendor, tenant, account, offer, ownOffer } as Rows;
  await db.owner.query(
    [
      vendorRow(made.vendor),
      tenantRow(made.tenant),
      `insert into vendor_account (id, tenant_id, vendor_id, label, channels, credentials,
         credential_hints, created_at)
       values ('${account}', '${tenant}', '${vendor}', 'own', '{SMS}', '', '{}', now())`,
      offerRow({ vendor: made.vendor, tenant: null, account: null }, made.offer),
      offerRow(made, made.ownOffer),
    ].join(";"),
  );
  return made;
}

async function insertVendor(): Promise<string> {
  const id = randomUUID();
  await db.owner.query(vendorRow(id));
  return id;
}

async function insertTenant(): Promise<string> {
  const id = randomUUID();
  await db.owner.query(tenantRow(id));
  return id;
}

function vendorRow(id: string): string {
  return `insert into vendor (id, slug, name, adapter, channels, listed_at)
    values ('${id}', '${id}', 'v', 'sandbox', '{SMS}', now())`;
}

function tenantRow(id: string): string {
  return `insert into tenant (id, slug, name, brand, currency, time_zone, locale, created_at)
    values ('${id}', '${id}', 't', 't', 'USD', 'UTC', 'en', now())`;
}

interface OfferOf {
  readonly vendor: string;
  readonly tenant: string | null;
  readonly account: string | null;
}

/** Of a network of its own, as one place has one offer. */
function offerRow({ vendor, tenant, account }: OfferOf, id: string): string {
  const quoted = (key: string | null) => (key === null ? "null" : `'${key}'`);
  return `insert into offer (id, vendor_id, tenant_id, account_id, channel, mcc, mnc, billed_on,
      created_at)
    values ('${id}', '${vendor}', ${quoted(tenant)}, ${quoted(account)}, 'SMS', '510', '${id}',
      'DELIVERED', now())`;
}

async function insertOffer(client: pg.PoolClient, of: OfferOf): Promise<void> {
  await client.query(offerRow(of, randomUUID()));
}

async function insertPrice(client: pg.PoolClient, offer: string, owner: string): Promise<void> {
  await client.query(
    `insert into offer_price (offer_id, owner_id, price_micros, currency, effective_from,
       source, created_at) values ($1, $2, 1, 'USD', now(), 'test', now())`,
    [offer, owner],
  );
}
