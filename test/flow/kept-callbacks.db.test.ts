import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodeAttemptReference } from "../../src/core/otp/attempt-reference.js";
import type { VendorReceipt } from "../../src/core/otp/vendor-message.js";
import { countRoundTrips } from "../../src/store/sql/statement.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { pushReceipts } from "../support/vendor-receipts.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  // Without timers, nothing but what a test asks for goes to the database.
  world = await createWalkWorld({ hasTimers: false });
  await world.createPlan(twoChannelPlan("two"));
  world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
  // A receipt that cannot be stored.
  await world.database.owner.query(
    `create function refuse_receipt() returns trigger language plpgsql as $$
     begin raise exception 'no room for this'; end $$;
     create trigger refuse_receipt before insert on receipt for each row
       when (new.vendor_status = 'BROKEN') execute function refuse_receipt()`,
  );
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});
beforeEach(async () => {
  await world.database.owner.query("delete from raw_callback");
});

async function submitted() {
  const { send } = await world.send({ planKey: "two", phone: nextPhone() });
  const id = send?.id ?? "";
  await world.walk.drained();
  const [attempt] = await world.attempts(id);
  if (attempt?.status !== "SUBMITTED") {
    throw new Error("the vendor takes every message");
  }
  const { accountId, vendorMessageIds } = attempt;
  const status = async () => (await world.attempts(id))[0]?.status;
  const said: Partial<VendorReceipt> = { vendorMessageId: vendorMessageIds[0] ?? "" };
  const referred = { reference: referenceTo(attempt.id) };
  return { id, accountId, status, said, referred };
}

function referenceTo(attemptId: string): string {
  const name = { tenantId: world.tenantId, attemptId };
  return encodeAttemptReference(name, world.keyring.referenceKey);
}

const push = (accountId: string, ...receipts: readonly Partial<VendorReceipt>[]) =>
  pushReceipts(world, accountId, ...receipts);

/** The transactions that stored what came, one per callback. */
async function storedBy(table = "raw_callback"): Promise<readonly string[]> {
  const { rows } = await world.database.owner.query<{ xmin: string }>(
    `select xmin::text from ${table}`,
  );
  return rows.map((row) => row.xmin);
}

describe("a callback that is understood", () => {
  it("is stored by the transaction that applies it, with one commit and no look-up", async () => {
    const { id, accountId, status, referred } = await submitted();
    const before = new Map(countRoundTrips());

    await push(accountId, referred);

    const asked = [...countRoundTrips()].flatMap(([name, count]) => {
      const times = count - (before.get(name) ?? 0);
      return times === 0 ? [] : [`${name} ${times}`];
    });
    expect(asked).toEqual(
      expect.arrayContaining(["begin 1", "insert-raw-callbacks 1", "commit 1"]),
    );
    expect(asked.join()).not.toContain("find-");
    expect(await status()).toBe("DELIVERED");
    const { rows } = await world.database.owner.query(
      `select distinct xmin::text from (
         select xmin from raw_callback
         union all select xmin from send where id = $1
         union all select xmin from attempt where send_id = $1
         union all select r.xmin from receipt r join attempt a on a.id = r.attempt_id
           where a.send_id = $1
       ) t`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it("is stored once although the rules that it goes by were just changed", async () => {
    const { accountId, status, said } = await submitted();
    await world.database.owner.query("update tenant set rules_version = rules_version + 1");

    await push(accountId, said);

    expect(await status()).toBe("DELIVERED");
    expect(await storedBy()).toHaveLength(1);
  });

  it("is stored although it is a repeat, or speaks of another account's message", async () => {
    const { accountId, said, referred, status } = await submitted();
    const other = await accountOf("globex");

    await push(other, referred);
    expect(await status()).toBe("SUBMITTED");
    await push(accountId, said);
    await push(accountId, said);

    expect(await status()).toBe("DELIVERED");
    expect(await storedBy()).toHaveLength(3);
  });
});

describe("a callback that nothing follows from", () => {
  it("is stored when it says nothing", async () => {
    await push(await accountOf("nusatext"));

    expect(await storedBy()).toHaveLength(1);
  });

  it("is stored when it refers to an attempt that does not exist", async () => {
    const reference = referenceTo("01890000-0000-7000-8000-000000000000");
    await push(await accountOf("nusatext"), { reference });

    expect(await storedBy()).toHaveLength(1);
    expect(await storedBy("receipt_inbox")).toEqual([]);
  });

  it("is stored with the receipts that wait, and applied where none waits", async () => {
    const { accountId, said, status } = await submitted();

    await push(accountId, said, { vendorMessageId: "not known yet" });

    expect(await status()).toBe("DELIVERED");
    expect(await storedBy("receipt_inbox")).toEqual(await storedBy());
    await world.database.owner.query("delete from receipt_inbox");
  });
});

describe("a callback that cannot be applied", () => {
  it("is stored once, and not acknowledged", async () => {
    const { accountId, status, said } = await submitted();

    await expect(push(accountId, { ...said, vendorStatus: "BROKEN" })).rejects.toThrow("no room");

    expect(await status()).toBe("SUBMITTED");
    expect(await storedBy()).toHaveLength(1);
    await push(accountId, said);
    expect(await status()).toBe("DELIVERED");
  });

  it("keeps nobody who came with it from being applied, and all are stored once", async () => {
    const [bad, good] = [await submitted(), await submitted()];

    const answers = await Promise.allSettled([
      push(good.accountId, good.referred),
      push(bad.accountId, { ...bad.referred, vendorStatus: "BROKEN" }),
      push(good.accountId, { vendorMessageId: "not known yet" }),
    ]);

    expect(answers.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([await bad.status(), await good.status()]).toEqual(["SUBMITTED", "DELIVERED"]);
    expect(await storedBy()).toHaveLength(3);
    expect(await storedBy("receipt_inbox")).toHaveLength(1);
    await push(bad.accountId, bad.said);
    await world.database.owner.query("delete from receipt_inbox");
  });
});

async function accountOf(slug: string): Promise<string> {
  const { rows } = await world.database.owner.query<{ id: string }>(
    "select a.id from vendor_account a join vendor v on v.id = a.vendor_id where v.slug = $1",
    [slug],
  );
  return rows[0]?.id ?? "";
}
