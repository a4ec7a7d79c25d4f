import { afterAll, beforeAll, expect, it } from "vitest";
import type { VendorReceipt } from "../../src/core/otp/vendor-message.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { pushReceipts } from "../support/vendor-receipts.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

async function submitted() {
  const { send } = await world.send({ planKey: "two", phone: nextPhone() });
  const id = send?.id ?? "";
  const first = async () => (await world.attempts(id))[0];
  await until("the acceptance", async () => (await first())?.status === "SUBMITTED");
  const attempt = await first();
  if (attempt === undefined) {
    throw new Error("a send has an attempt");
  }
  return { id, attempt, vendorMessageId: attempt.vendorMessageIds[0] ?? "" };
}

const push = (accountId: string, receipt: Partial<VendorReceipt>) =>
  pushReceipts(world, accountId, receipt);

it("a receipt over a vendor's own connection is stored when it is acknowledged", async () => {
  const { id, attempt, vendorMessageId } = await submitted();
  await push(attempt.accountId, { vendorMessageId });
  await push(attempt.accountId, { vendorMessageId });

  expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED" }]);
  expect(await world.sendRow(id)).toMatchObject({ status: "DELIVERED" });
});

it("one of another account changes nothing, though it names the message", async () => {
  const { id, attempt, vendorMessageId } = await submitted();
  const { rows } = await world.database.owner.query<{ id: string }>(
    "select a.id from vendor_account a join vendor v on v.id = a.vendor_id where v.slug = 'globex'",
  );
  await push(rows[0]?.id ?? "", { vendorMessageId });

  expect(await world.attempts(id)).toMatchObject([{ status: "SUBMITTED" }]);
  await push(attempt.accountId, { vendorMessageId });
  expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED" }]);
});

it("one for an account that is not there is not acknowledged", async () => {
  await expect(push("00000000-0000-7000-8000-000000000000", {})).rejects.toThrow(
    "not in the market",
  );
});
