import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiptSignature } from "../../src/sandbox/receipt-sender.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld({ lateReceiptMs: 700 });
  await world.createPlan(twoChannelPlan("two"));
  await world.createPlan(
    twoChannelPlan("back", {
      step: { vendors: [{ vendor: "primeline" }, { vendor: "nusatext" }], waitFor: "VERIFIED" },
    }),
  );
  const long = `{code} ${"kode rahasia Anda, jangan dibagikan ".repeat(6)}`;
  await world.createPlan({
    key: "long",
    name: "long",
    steps: [{ channel: "SMS", vendors: [{ vendor: "globex" }], waitSec: 5 }],
    messages: [{ channel: "SMS", locale: "en", body: long }],
  });
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

async function start(planKey: string, kinds: readonly string[] = [], vendor = "nusatext") {
  for (const kind of kinds) {
    expect(world.sandbox.faults.add({ vendor, kind })).toMatchObject({ ok: true });
  }
  const phone = nextPhone();
  const { send, errors } = await world.send({ planKey, phone });
  expect(errors).toEqual([]);
  const id = send?.id ?? "";
  const statuses = async () => (await world.attempts(id)).map(({ status }) => status);
  const types = async () => (await world.events(id)).map(({ type }) => type);
  const delivered = () =>
    until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
  return { id, phone, statuses, types, delivered };
}

describe("a send", () => {
  it("moves to the next vendor at once when one refuses", async () => {
    const { id, types, delivered } = await start("two", ["throttle"]);
    await delivered();
    await world.sandbox.clearFaults();
    expect(await world.attempts(id)).toMatchObject([
      { status: "REJECTED", failureClass: "THROTTLED", charge: "RELEASED", number: 1 },
      { status: "DELIVERED", number: 2, step: 1, vendorIndex: 1 },
    ]);
    expect(await types()).toEqual([
      "SEND_QUEUED",
      "ATTEMPT_REJECTED",
      "VENDOR_SWITCHED",
      "ATTEMPT_SUBMITTED",
      "SEND_SENT",
      "ATTEMPT_DELIVERED",
      "SEND_DELIVERED",
    ]);
  });

  it("leaves the channel for good where the number is not valid on it", async () => {
    const { id, types, delivered } = await start("two", ["reject_number"]);
    await delivered();
    await world.sandbox.clearFaults();
    expect((await world.attempts(id)).map(({ channel }) => channel)).toEqual(["SMS", "WHATSAPP"]);
    expect(await types()).toContain("CHANNEL_FAILED_OVER");
  });

  it("fails when every attempt is lost, and says what the last one said", async () => {
    for (const vendor of ["nusatext", "primeline", "metrowa", "globex"]) {
      world.sandbox.faults.add({ vendor, kind: "refuse_connection" });
    }
    const { id, statuses, types } = await start("two");
    await until("failure", async () => (await world.sendRow(id)).status === "FAILED");
    await world.sandbox.clearFaults();
    expect(await statuses()).toEqual(["REJECTED", "REJECTED", "REJECTED", "REJECTED"]);
    const send = await world.sendRow(id);
    expect(send).toMatchObject({ failureClass: "VENDOR_DOWN", costMicros: 0n, heldMicros: 0n });
    expect((await types()).at(-1)).toBe("SEND_FAILED");
  });

  it("takes late good news of an attempt that timed out, and both bill", async () => {
    const { id, delivered } = await start("two", ["late_receipts"]);
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");
    world.sandbox.faults.add({ vendor: "primeline", kind: "late_receipts" });
    world.clock.jump(6);
    await until("the second attempt", async () => (await world.attempts(id)).length === 2);
    await delivered();
    await until("both receipts", async () =>
      (await world.attempts(id)).every(({ status }) => status === "DELIVERED"),
    );
    await world.sandbox.clearFaults();
    const attempts = await world.attempts(id);
    expect(attempts.map(({ charge }) => charge)).toEqual(["CHARGED", "CHARGED"]);
    const cost = attempts.reduce((sum, attempt) => sum + attempt.costMicros, 0n);
    expect(await world.sendRow(id)).toMatchObject({ costMicros: cost, heldMicros: 0n });
    expect(attempts[0]?.latencyMs ?? 0).toBeGreaterThan(5_000);
  });

  it("takes good news also after it failed", async () => {
    const { id, types } = await start("two", ["drop_receipts"]);
    for (const vendor of ["primeline", "metrowa", "globex"]) {
      world.sandbox.faults.add({ vendor, kind: "drop_receipts" });
    }
    await until("submission", async () => (await world.attempts(id))[0]?.status === "SUBMITTED");
    world.clock.jump(301);
    await until("failure", async () => (await world.sendRow(id)).status === "FAILED");
    await world.sandbox.clearFaults();
    const [attempt] = await world.attempts(id);
    await receipt(attempt?.accountId ?? "", attempt?.vendorMessageIds[0] ?? "", "delivered");
    expect(await world.sendRow(id)).toMatchObject({ status: "DELIVERED", verification: "EXPIRED" });
    expect((await types()).slice(-2)).toEqual(["ATTEMPT_DELIVERED", "SEND_DELIVERED"]);
  });

  it("survives receipts that are early, repeated, contradictory and forged", async () => {
    const { id, statuses, types, delivered } = await start("two", [
      "receipt_before_answer",
      "duplicate_receipts",
      "reorder_receipts",
      "forged_receipt",
    ]);
    await delivered();
    await world.sandbox.clearFaults();
    await until("the contradiction", async () => (await types()).includes("RECEIPT_CONFLICT"));
    expect(await statuses()).toEqual(["DELIVERED"]);
    const all = await types();
    for (const type of ["ATTEMPT_DELIVERED", "SEND_DELIVERED"]) {
      expect(all.filter((one) => one === type)).toHaveLength(1);
    }
    const { rows } = await world.database.owner.query<{ status: string; applied: boolean }>(
      `select r.status, r.applied from receipt r join attempt a on a.id = r.attempt_id
       where a.send_id = $1`,
      [id],
    );
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.filter((row) => row.status === "DELIVERED" && row.applied)).toHaveLength(1);
    expect(rows.some((row) => row.status === "UNDELIVERED" && !row.applied)).toBe(true);
  });

  it("is not moved by receipts of others, of unknown messages or unsigned", async () => {
    const { id, statuses } = await start("two", ["drop_receipts"]);
    await until("submission", async () => (await statuses())[0] === "SUBMITTED");
    await world.sandbox.clearFaults();
    const [attempt] = await world.attempts(id);
    const messageId = attempt?.vendorMessageIds[0] ?? "";
    const stranger = await accountOf("primeline");
    expect(await receipt(stranger, messageId, "delivered")).toBe(200);
    expect(await receipt(attempt?.accountId ?? "", "no-such-message", "delivered")).toBe(200);
    expect(await receipt(attempt?.accountId ?? "", messageId, "delivered", "x")).toBe(401);
    expect(await receipt("01890000-0000-7000-8000-000000000000", messageId, "delivered")).toBe(404);
    expect(await statuses()).toEqual(["SUBMITTED"]);
    await world.walk.otp.cancelSend(world.tenantId, id);
  });

  it("of many parts is delivered when all of them are, and a lost part stays lost", async () => {
    const { id, delivered } = await start("long");
    await delivered();
    const [attempt] = await world.attempts(id);
    expect(attempt?.parts).toBe(2);
    expect(attempt?.partStates).toEqual({ "1": "DELIVERED", "2": "DELIVERED" });
    expect(attempt?.costMicros).toBe((attempt?.priceMicros ?? 0n) * 2n);

    const other = await start("long", ["drop_receipts"], "globex");
    await until("submission", async () => (await other.statuses())[0] === "SUBMITTED");
    await world.sandbox.clearFaults();
    const [second] = await world.attempts(other.id);
    const [one = "", two = ""] = second?.vendorMessageIds ?? [];
    await receipt(second?.accountId ?? "", one, "undelivered");
    await receipt(second?.accountId ?? "", two, "delivered");
    expect(await other.statuses()).toEqual(["UNDELIVERED"]);
    expect(await world.sendRow(other.id)).toMatchObject({ status: "FAILED" });
  });

  it("that waits for the code goes on after delivery, and stops when it is typed in", async () => {
    const { id, phone, statuses, delivered } = await start("back");
    await delivered();
    world.clock.jump(6);
    await until("the next vendor", async () => (await statuses()).length === 2);
    const typed = world.sandbox.inbox(phone)[0]?.code ?? "";
    await until("its message", () => world.sandbox.inbox(phone).length === 2);
    const { result } = await world.walk.otp.verifyOtp(world.tenantId, id, typed);
    expect(result).toBe("VERIFIED");
    world.clock.jump(60);
    await world.quiet();
    expect(await statuses()).toHaveLength(2);
  });

  it("is replaced by a new one to the same recipient and purpose", async () => {
    const first = await start("two", ["drop_receipts"]);
    const again = await world.send({ planKey: "two", phone: first.phone, purpose: "login" });
    expect((await world.sendRow(first.id)).verification).toBe("PENDING");
    const { send } = await world.send({ planKey: "two", phone: first.phone });
    expect(await world.sendRow(first.id)).toMatchObject({
      verification: "CANCELED",
      statusReason: "replaced",
      codeCipher: null,
    });
    expect((await world.sendRow(again.send?.id ?? "")).verification).toBe("PENDING");
    await world.sandbox.clearFaults();
    const canceled = await world.walk.otp.cancelSend(world.tenantId, send?.id ?? "");
    expect(canceled).toMatchObject({ send: { verification: "CANCELED" }, errors: [] });
    const closed = await world.walk.otp.cancelSend(world.tenantId, first.id);
    expect(closed.errors).toEqual([]);
  });
});

/** Posts a receipt as the vendor would; answers the status code. */
async function receipt(
  accountId: string,
  id: string,
  status: string,
  secret?: string,
): Promise<number> {
  const account = (await world.walk.rules.market()).accounts.get(accountId);
  const sealed = account?.credentials;
  const opened =
    sealed === undefined ? "{}" : world.keyring.open("credentials", null, sealed).toString("utf8");
  const credentials = JSON.parse(opened) as { callbackSecret?: string };
  const at = world.clock.now();
  const body = JSON.stringify({ receipts: [{ id, status, at: at.toISOString() }] });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const answer = await fetch(`${world.callbackUrl}/callbacks/${accountId}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-sandbox-timestamp": timestamp,
      "x-sandbox-signature": receiptSignature(
        secret ?? credentials.callbackSecret ?? "",
        timestamp,
        body,
      ),
    },
    body,
  });
  return answer.status;
}

async function accountOf(vendor: string): Promise<string> {
  const { accounts } = await world.walk.rules.market();
  return [...accounts.values()].find((account) => account.vendor.slug === vendor)?.id ?? "";
}
