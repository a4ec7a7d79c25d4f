import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import {
  credentialsOf,
  makeTenantObjects,
  type TenantObjects,
} from "../../support/tenant-objects.js";
import { until } from "../../support/until.js";

let world: AppWorld;
let own: TenantObjects;
let other: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
  other = await makeTenantObjects(world, world.stranger);
});
afterAll(() => world.close());

async function codeAt(phone: string): Promise<string> {
  const [message] = await until("the message arrives", async () => {
    const found = world.sandbox.inbox(phone);
    return found.length > 0 ? found : null;
  });
  return message?.code ?? "";
}

test("a run leaves no code, number, address, secret in logs, events, errors, metrics", async () => {
  const phone = "+6281277712345";
  const email = "secret.person@example.com";
  const sent = await world.send({ phone, email, code: "90817263" });
  const token = sent.clientToken ?? "";
  const code = await codeAt(phone);
  expect(code).toBe("90817263");
  world.sandbox.faults.add({ vendor: "nusatext", kind: "malformed_answer" } as never);
  await world.send({ planKey: own.planKey, phone, code: "55443322" });
  const verify = "mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { result } }";
  await world.data(world.owner, verify, { input: { sendId: sent.send?.id, code: "11112222" } });
  await world.data(world.owner, verify, { input: { sendId: sent.send?.id, code } });
  await world.sandbox.clearFaults();
  // Faults of ours on the way: what a statement was given must not be told.
  await world.database.owner.query("alter table idempotency rename to idempotency_away");
  const failed = await world.ask(
    world.owner,
    "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } } }",
    {
      input: {
        planKey: "login",
        idempotencyKey: "idem-key-secret",
        phone,
        email,
        code: "66778899",
      },
    },
  );
  await world.database.owner.query("alter table idempotency_away rename to idempotency");
  const events = await world.ask(world.owner, "{ events { nodes { message type } } }");
  const metrics = await fetch(`${world.url}/metrics`).then((answer) => answer.text());

  const [error] = failed.errors;
  expect(error?.extensions).toEqual({ code: "INTERNAL", reportId: expect.any(String) as string });
  expect(failed.text).not.toContain("idempotency");
  const log = world.lines.join("");
  expect(log).toContain(String(error?.extensions["reportId"]));
  const secrets = [
    phone,
    phone.slice(1),
    email,
    code,
    "55443322",
    "11112222",
    "66778899",
    "idem-key-secret",
    token,
    world.owner,
    world.operator,
    ...credentialsOf("nusatext", "marketplace").map(({ value }) => value),
  ];
  for (const text of [log, events.text, failed.text, metrics]) {
    for (const secret of secrets) {
      expect([secret.slice(0, 6), text.includes(secret)]).toEqual([secret.slice(0, 6), false]);
    }
  }
});

test("nothing of a recipient, a code or a credential can be read in the database", async () => {
  const phone = "+6281277754321";
  const { send } = await world.send({ phone, code: "70605040" });
  expect(send?.status).toBe("QUEUED");
  await codeAt(phone);
  const { rows: tables } = await world.database.owner.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = " +
      "'public'::regnamespace",
  );
  const secrets = [
    phone,
    phone.slice(1),
    "70605040",
    world.owner,
    ...credentialsOf("nusatext", "marketplace").map(({ value }) => value),
  ];

  for (const { name } of tables) {
    const { rows } = await world.database.owner.query<{ text: string }>(
      `select t::text as text from ${name} t`,
    );
    const text = rows.map((row) => row.text).join("\n");
    for (const secret of secrets) {
      const isThere = text.includes(secret) || text.includes(Buffer.from(secret).toString("hex"));
      expect([name, secret.slice(0, 6), isThere]).toEqual([name, secret.slice(0, 6), false]);
    }
  }
});

describe("a fault of ours", () => {
  test("is told as a report id and nothing else, by HTTP and at the callback's door", async () => {
    await world.database.owner.query("alter table vendor_account rename to vendor_account_away");
    try {
      const answer = await world.ask(world.owner, "{ vendorAccounts { id } }");
      expect(codesOf(answer)).toEqual(["INTERNAL"]);
      expect(answer.errors[0]?.message).not.toMatch(/vendor_account|relation|postgres|sandi_/);
      expect(answer.text).not.toMatch(/stack|select|relation|vendor_account/);
      expect(world.lines.join("")).toContain(String(answer.errors[0]?.extensions["reportId"]));
    } finally {
      await world.database.owner.query("alter table vendor_account_away rename to vendor_account");
    }
  });
});

describe("row-level security", () => {
  test("shows sandi_app no row of another tenant, in any table that has a tenant", async () => {
    const { rows: tables } = await world.database.owner.query<{ name: string; readable: boolean }>(
      `select c.relname as name, has_table_privilege('sandi_app', c.oid, 'select') as readable
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         and not a.attisdropped
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
    );
    const { rows: tenants } = await world.database.owner.query<{ id: string; slug: string }>(
      "select id, slug from tenant",
    );
    const idOf = (slug: string) => tenants.find((tenant) => tenant.slug === slug)?.id ?? "";
    expect(tables.length).toBeGreaterThan(12);
    let rowsOfOwner = 0;

    for (const { name } of tables.filter(({ readable }) => readable)) {
      for (const [mine, theirs] of [
        [idOf("demo"), idOf("other")],
        [idOf("other"), idOf("demo")],
      ] as const) {
        const client = await world.database.app.connect();
        try {
          await client.query(`begin; set local app.tenant = '${mine}'`);
          const { rows } = await client.query<{ tenant: string | null }>(
            `select distinct tenant_id as tenant from ${name}`,
          );
          const seen = rows.map((row) => row.tenant);
          expect([name, seen.includes(theirs)]).toEqual([name, false]);
          rowsOfOwner += seen.includes(mine) ? 1 : 0;
          await client.query("rollback");
          await client.query("begin");
          const nobody = await client.query<{ tenant: string | null }>(
            `select distinct tenant_id as tenant from ${name} where tenant_id is not null and ` +
              "tenant_id <> '00000000-0000-0000-0000-000000000000'",
          );
          expect([name, nobody.rows]).toEqual([name, []]);
          await client.query("rollback");
        } finally {
          client.release();
        }
      }
    }
    // The test would say nothing about empty tables.
    expect(rowsOfOwner).toBeGreaterThan(16);
    expect(other.send).not.toBe(own.send);
  });

  test("is on for every table with a tenant; sandi_app changes no other tenant's row", async () => {
    const { rows: open } = await world.database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
         and has_table_privilege('sandi_app', c.oid, 'select')`,
    );
    expect(open).toEqual([]);
    const { rows: changeable } = await world.database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
         and has_column_privilege('sandi_app', c.oid, a.attnum, 'update')
         and has_table_privilege('sandi_app', c.oid, 'select')`,
    );
    const { rows } = await world.database.owner.query<{ mine: string; theirs: string }>(
      "select (select id from tenant where slug = 'demo') as mine, (select id from tenant " +
        "where slug = 'other') as theirs",
    );
    const [ids] = rows;
    expect(changeable.length).toBeGreaterThan(3);
    for (const { name } of changeable) {
      const client = await world.database.app.connect();
      try {
        await client.query(`begin; set local app.tenant = '${ids?.mine}'`);
        const changed = await client.query(
          `update ${name} set tenant_id = tenant_id where tenant_id = $1`,
          [ids?.theirs],
        );
        expect([name, changed.rowCount]).toEqual([name, 0]);
      } finally {
        await client.query("rollback");
        client.release();
      }
    }
  });
});

test("a key that asks too often is LIMITED and told when to come back, no other is", async () => {
  const limited = await createAppWorld({ SANDI_REQUESTS_PER_SECOND: "5" });
  try {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => limited.ask(limited.owner, "{ viewer { role } }")),
    );
    const refused = answers.filter((answer) => codesOf(answer).includes("LIMITED"));
    expect(refused.length).toBeGreaterThanOrEqual(15);
    for (const answer of refused) {
      expect(answer.status).toBe(429);
      expect(answer.errors[0]?.extensions["retryAfterMs"]).toBeGreaterThan(0);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(codesOf(await limited.ask(limited.stranger, "{ viewer { role } }"))).toEqual([]);
  } finally {
    await limited.close();
  }
});
