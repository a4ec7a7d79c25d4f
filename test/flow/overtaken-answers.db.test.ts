import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { encodeAttemptReference } from "../../src/core/otp/attempt-reference.js";
import type { SendOutcome, VendorReceipt } from "../../src/core/otp/vendor-message.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { pushReceipts } from "../support/vendor-receipts.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
/** What happens between a vendor's answer and the moment that the walk hears it. */
let onTheWay: (accountId: string, outcome: SendOutcome) => Promise<SendOutcome>;

beforeAll(async () => {
  // Without timers there is no sweep that would find what was missed.
  world = await createWalkWorld({
    hasTimers: false,
    gateway: (real) => ({
      ...real,
      submit: async (account, request) =>
        await onTheWay(account.id, await real.submit(account, request)),
    }),
  });
  await world.createPlan(twoChannelPlan("two"));
  world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
});
beforeEach(() => {
  onTheWay = (_, outcome) => Promise.resolve(outcome);
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const push = (accountId: string, ...receipts: readonly Partial<VendorReceipt>[]) =>
  pushReceipts(world, accountId, ...receipts);

function idOf(outcome: SendOutcome): string {
  return (outcome.kind === "accepted" ? outcome.vendorMessageIds[0] : undefined) ?? "";
}

async function send(): Promise<string> {
  const { send: made } = await world.send({ planKey: "two", phone: nextPhone() });
  await world.walk.drained();
  return made?.id ?? "";
}

it("a receipt that comes before the vendor's answer is applied right after that", async () => {
  onTheWay = async (accountId, outcome) => {
    await push(accountId, { vendorMessageId: idOf(outcome) });
    return outcome;
  };

  const id = await send();

  expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED" }]);
  const { rows } = await world.database.owner.query("select 1 from receipt_inbox");
  expect(rows).toEqual([]);
});

it("one that waits is applied when another one tells the id of a lost answer", async () => {
  let accountId = "";
  let vendorMessageId = "";
  onTheWay = async (to, outcome) => {
    accountId = to;
    vendorMessageId = idOf(outcome);
    await push(accountId, { vendorMessageId });
    return { kind: "unknown", charged: "maybe", vendorCode: null, vendorText: null };
  };
  const id = await send();
  const [attempt] = await world.attempts(id);
  expect(attempt).toMatchObject({ status: "UNKNOWN" });
  const name = { tenantId: world.tenantId, attemptId: attempt?.id ?? "" };
  const reference = encodeAttemptReference(name, world.keyring.referenceKey);

  await push(accountId, { reference, vendorMessageId, status: "ACCEPTED_BY_CARRIER" });

  expect((await world.attempts(id))[0]).toMatchObject({ status: "DELIVERED" });
});

it("one without our reference that comes together with the answer is stored with it", async () => {
  let pushed: Promise<unknown> = Promise.resolve();
  onTheWay = (accountId, outcome) => {
    pushed = push(accountId, { vendorMessageId: idOf(outcome) });
    return Promise.resolve(outcome);
  };

  const id = await send();
  await pushed;

  const [attempt] = await world.attempts(id);
  expect(attempt).toMatchObject({ status: "DELIVERED" });
  const { rows } = await world.database.owner.query<{ type: string; stored: string }>(
    `select type, xmin::text as stored from event
     where attempt_id = $1 and type like 'ATTEMPT_%' order by seq`,
    [attempt?.id],
  );
  const [answered, arrived] = rows.slice(-2);
  expect([answered?.type, arrived?.type]).toEqual(["ATTEMPT_SUBMITTED", "ATTEMPT_DELIVERED"]);
  expect(arrived?.stored).toBe(answered?.stored);
});
