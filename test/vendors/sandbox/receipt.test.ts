import { describe, expect, it } from "vitest";
import { receiptSignature } from "../../../src/sandbox/receipt-sender.js";
import { readCallback } from "../../../src/vendors/sandbox/receipt.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = {
  accountId: "a",
  baseUrl: "http://127.0.0.1:1",
  credentials: { apiKey: "k", callbackSecret: "s" },
  callbackUrl: "",
  vendor: "globex",
};

function read(body: string) {
  const timestamp = String(at.getTime() / 1000);
  const headers = {
    "x-sandbox-timestamp": timestamp,
    "x-sandbox-signature": receiptSignature("s", timestamp, body),
  };
  const request = { method: "POST", url: "/", headers, body: Buffer.from(body), receivedAt: at };
  return readCallback(request, account);
}

const receipt = { id: "m-1", status: "delivered", at: at.toISOString() };
const readOne = (changes: object) => {
  const result = read(JSON.stringify({ receipts: [{ ...receipt, ...changes }] }));
  return result.kind === "verified" ? result.receipts[0] : result.reason;
};

describe("a receipt of the sandbox", () => {
  it.each([
    ["accepted", "ACCEPTED_BY_CARRIER"],
    ["delivered", "DELIVERED"],
    ["read", "READ"],
    ["undelivered", "UNDELIVERED"],
    ["expired", "EXPIRED"],
    ["rejected", "REJECTED"],
  ])("that says %s means %s", (status, meaning) => {
    expect(readOne({ status })).toMatchObject({ status: meaning, vendorStatus: status });
  });

  it("with a status that nobody knows is UNKNOWN and flagged", () => {
    expect(readOne({ status: "toString" })).toMatchObject({
      status: "UNKNOWN",
      isCodeKnown: false,
      failureClass: null,
    });
  });

  it("carries part, price and refund when it says so", () => {
    const price = { amount: "0.034000", currency: "USD" };

    expect(readOne({ part: 2, price, refund: true })).toMatchObject({
      part: 2,
      price: { micros: 34_000n, currency: "USD" },
      isRefund: true,
    });
    expect(readOne({ part: 0, price: { amount: "1e9", currency: "USD" } })).toMatchObject({
      part: null,
      price: null,
      isRefund: false,
    });
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["no list", '{"receipts":{}}'],
    ["a receipt that is no object", '{"receipts":[3]}'],
    ["a receipt without a name", '{"receipts":[{"status":"delivered","at":"2026-01-02"}]}'],
    ["a receipt without a time", '{"receipts":[{"id":"a","status":"delivered","at":"soon"}]}'],
    ["a thousand and one", JSON.stringify({ receipts: Array(1001).fill(receipt) })],
  ])("is malformed when its call holds %s, though well signed", (_, body) => {
    expect(read(body)).toMatchObject({ kind: "refused", reason: "malformed" });
  });

  it("is malformed when its call is cut off", () => {
    const whole = JSON.stringify({ receipts: [receipt] });

    expect(read(whole.slice(0, -2))).toMatchObject({ reason: "malformed" });
  });
});
