import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  openMarketWithCallbacks,
  request,
  settled,
  type MarketWithCallbacks,
} from "./market-with-callbacks.js";

let market: MarketWithCallbacks;

beforeEach(async () => {
  market = await openMarketWithCallbacks({ lateReceiptMs: 1500, slowAnswerMs: 300 });
});
afterEach(() => market.close());

const vendor = "primeline";
const { to } = request;
const statuses = () => market.receipts().map((receipt) => receipt.status);
const arrived = () => market.sandbox.inbox(to).length;

async function sendUnder(kind: string, timeoutMs?: number) {
  await market.fault({ vendor, kind });
  const outcome = await market.send(vendor, {}, timeoutMs);
  await settled(market);
  return outcome;
}

async function billed() {
  const books = await fetch(`${market.sandbox.url}/books?vendor=${vendor}`);
  const entries = (await books.json()) as { amount: string }[];
  return entries.map((entry) => entry.amount);
}

describe("a vendor without faults", () => {
  it("takes the message, delivers it, reports it once and bills it", async () => {
    const outcome = await market.send(vendor, {});
    await settled(market);

    expect(outcome).toMatchObject({ kind: "accepted", price: { micros: 49_000n } });
    expect(arrived()).toBe(1);
    expect(statuses()).toEqual(["DELIVERED"]);
    expect(await billed()).toEqual(["0.049000"]);
  });
});

describe("a vendor with the fault", () => {
  it("hang takes the connection and never answers nor sends", async () => {
    expect(await sendUnder("hang", 200)).toMatchObject({ kind: "unknown" });
    expect([arrived(), statuses()]).toEqual([0, []]);
  });

  it("refuse_connection refuses for real while others go on, until it is cleared", async () => {
    await market.send(vendor, {});
    await settled(market);
    const outcome = await sendUnder("refuse_connection");

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN", charged: "no" });
    expect(await market.send("globex", {})).toMatchObject({ kind: "accepted" });
    await fetch(`${market.sandbox.url}/faults`, { method: "DELETE" });
    expect(await market.send(vendor, {})).toMatchObject({ kind: "accepted" });
  });

  it("refuse_connection on some messages cuts theirs before anything is done", async () => {
    await market.fault({ vendor, kind: "refuse_connection", channel: "SMS", country: "ID" });

    expect(await market.send(vendor, {})).toMatchObject({ kind: "unknown" });
    expect(await market.send(vendor, { to: "+4915112345678" })).toMatchObject({ kind: "accepted" });
    await settled(market);
    expect(arrived()).toBe(0);
  });

  it("error_500 answers 500 and does nothing", async () => {
    expect(await sendUnder("error_500")).toMatchObject({ kind: "unknown", charged: "maybe" });
    expect([arrived(), statuses(), await billed()]).toEqual([0, [], []]);
  });

  it("error_after_accept answers the same 500 and yet delivers, reports and bills", async () => {
    const outcome = await sendUnder("error_after_accept");
    await market.sandbox.clearFaults();

    expect(outcome).toEqual(await sendUnder("error_500"));
    expect([arrived(), statuses(), await billed()]).toEqual([1, ["DELIVERED"], ["0.049000"]]);
    expect(market.receipts()[0]?.reference).toBe("ref-1");
  });

  it("slow answers late but well", async () => {
    const started = performance.now();

    expect(await sendUnder("slow")).toMatchObject({ kind: "accepted" });
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it.each([
    ["throttle", "THROTTLED", 1000],
    ["out_of_credit", "ACCOUNT", null],
    ["reject_number", "RECIPIENT_PERMANENT", null],
  ])("%s refuses with the class %s and does nothing", async (kind, failureClass, retryAfterMs) => {
    const outcome = await sendUnder(kind);

    expect(outcome).toMatchObject({ kind: "rejected", failureClass, charged: "no", retryAfterMs });
    expect([arrived(), statuses(), await billed()]).toEqual([0, [], []]);
  });

  it("drop_message accepts and loses the message in silence, and bills it", async () => {
    expect(await sendUnder("drop_message")).toMatchObject({ kind: "accepted" });
    expect([arrived(), statuses(), await billed()]).toEqual([0, [], ["0.049000"]]);
  });

  it("drop_receipts delivers and says nothing", async () => {
    expect(await sendUnder("drop_receipts")).toMatchObject({ kind: "accepted" });
    expect([arrived(), statuses()]).toEqual([1, []]);
  });

  it("late_receipts delivers and reports it late", async () => {
    await sendUnder("late_receipts");
    expect([arrived(), statuses()]).toEqual([1, []]);

    await vi.waitFor(() => expect(statuses()).toEqual(["DELIVERED"]), { timeout: 6000 });
  });

  it("duplicate_receipts reports everything three times", async () => {
    await sendUnder("duplicate_receipts");

    expect(statuses()).toEqual(["DELIVERED", "DELIVERED", "DELIVERED"]);
    expect(new Set(market.receipts().map((receipt) => receipt.vendorMessageId)).size).toBe(1);
  });

  it("reorder_receipts tells what came before after the end, and contradicts itself", async () => {
    await sendUnder("reorder_receipts");

    expect(statuses().toSorted()).toEqual(["ACCEPTED_BY_CARRIER", "DELIVERED", "UNDELIVERED"]);
    expect(arrived()).toBe(1);
  });

  it("receipt_before_answer reports before it has answered", async () => {
    await market.fault({ vendor, kind: "receipt_before_answer" });
    let seenBefore = -1;
    const outcome = await market.send(vendor, {}).then((answered) => {
      seenBefore = market.calls.length;
      return answered;
    });
    await settled(market);

    expect(outcome).toMatchObject({ kind: "accepted" });
    expect(seenBefore).toBe(1);
    expect([arrived(), statuses()]).toEqual([1, ["DELIVERED"]]);
  });

  it("lie says delivered, and nothing arrives", async () => {
    await sendUnder("lie");

    expect([arrived(), statuses(), await billed()]).toEqual([0, ["DELIVERED"], ["0.049000"]]);
  });

  it("malformed_answer takes the message and answers what cannot be read", async () => {
    expect(await sendUnder("malformed_answer")).toMatchObject({ kind: "unknown" });
    expect([arrived(), statuses()]).toEqual([1, ["DELIVERED"]]);
  });

  it("forged_receipt has somebody else sign the opposite of the truth", async () => {
    await sendUnder("forged_receipt");
    const forged = market.calls.filter((call) => call.kind === "refused");

    expect(statuses()).toEqual(["DELIVERED"]);
    expect(forged.length).toBeGreaterThan(0);
    expect(forged).toMatchObject(forged.map(() => ({ reason: "bad_signature" })));
  });
});

describe("a fault", () => {
  it("hits only the channel and country that it names", async () => {
    await market.fault({ vendor: "globex", kind: "reject_number", channel: "sms", country: "DE" });

    expect(await market.send("globex", { to: "+4915112345678" })).toMatchObject({
      kind: "rejected",
    });
    expect(await market.send("globex", {})).toMatchObject({ kind: "accepted" });
    expect(
      await market.send("globex", { to: "+4915112345678", channel: "WHATSAPP" }),
    ).toMatchObject({ kind: "accepted" });
  });

  it("hits the share of messages that its rate says", async () => {
    await market.fault({ vendor, kind: "reject_number", rate: 0.3 });
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        market.send(vendor, { to: `+62812${1_000_000 + index}` }),
      ),
    );
    const rejected = outcomes.filter((outcome) => outcome.kind === "rejected").length;

    expect(rejected).toBeGreaterThan(50);
    expect(rejected).toBeLessThan(130);
  });

  it("ends by itself, and a refused door opens again", async () => {
    await market.fault({ vendor, kind: "refuse_connection", forSec: 1 });

    expect(await market.send(vendor, {})).toMatchObject({ kind: "rejected" });
    await vi.waitFor(
      async () => expect(await market.send(vendor, {})).toMatchObject({ kind: "accepted" }),
      { timeout: 8000, interval: 50 },
    );
    expect(market.sandbox.faults.list()).toEqual([]);
  });

  it("is listed until it is cleared", async () => {
    const added = await market.fault({ vendor, kind: "lie", rate: 0.5, forSec: 60 });
    const fault: unknown = await added.json();
    const list = async () => (await fetch(`${market.sandbox.url}/faults`)).json();

    expect(added.status).toBe(201);
    expect(fault).toMatchObject({ vendor, kind: "lie", rate: 0.5, channel: null, country: null });
    expect(await list()).toEqual([fault]);
    const cleared = await fetch(`${market.sandbox.url}/faults`, { method: "DELETE" });
    expect([await cleared.json(), await list()]).toEqual([{ cleared: 1 }, []]);
  });

  it.each([
    ["vendor", { vendor: "acme", kind: "lie" }, /must be one of globex/],
    ["vendor", { kind: "lie" }, /must be the name/],
    ["kind", { vendor: "globex", kind: "explode" }, /must be one of hang/],
    ["kind", { vendor: "globex" }, /must be one of hang/],
    ["channel", { vendor: "globex", kind: "lie", channel: "PIGEON" }, /must be one of SMS/],
    ["channel", { vendor: "globex", kind: "lie", channel: 3 }, /expected string/],
    ["country", { vendor: "globex", kind: "lie", country: "Indonesia" }, /two-letter/],
    ["rate", { vendor: "globex", kind: "lie", rate: 0 }, /above 0 and at most 1/],
    ["rate", { vendor: "globex", kind: "lie", rate: "1" }, /must be a number/],
    ["forSec", { vendor: "globex", kind: "lie", forSec: -1 }, /above 0/],
    ["colour", { vendor: "globex", kind: "lie", colour: "red" }, /is unknown/],
    ["body", [], /expected object/],
  ])("with a bad %s is refused by field and rule: %j", async (field, fault, rule) => {
    const response = await market.fault(fault);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { field, rule: expect.stringMatching(rule) },
    });
    expect(market.sandbox.faults.list()).toEqual([]);
  });

  it("that is no JSON, or huge, is refused", async () => {
    const post = (body: string) =>
      fetch(`${market.sandbox.url}/faults`, { method: "POST", body }).then((one) => one.json());

    expect(await post("{")).toMatchObject({ error: { field: "body", rule: "must be JSON" } });
    expect(await post(`"${"x".repeat(70_000)}"`)).toMatchObject({ error: { field: "body" } });
  });
});
