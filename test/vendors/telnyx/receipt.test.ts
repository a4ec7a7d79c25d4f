import { describe, expect, it } from "vitest";
import { errorCodes, receiptStatusOf } from "../../../src/vendors/telnyx/codes.js";
import { readCallback } from "../../../src/vendors/telnyx/receipt.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { signedWebhook } from "./signing.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = accountAt(contractFixture, "");

function read(event: string, payload: object) {
  const data = { event_type: event, occurred_at: at.toISOString(), payload };
  return readCallback(signedWebhook(JSON.stringify({ data }), at), account);
}

function readOne(status: string, errors: readonly object[] = [], more: object = {}) {
  const payload = { id: "m-1", direction: "outbound", to: [{ status }], errors, ...more };
  const result = read("message.finalized", payload);
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

describe("a webhook of Telnyx", () => {
  it.each([...receiptStatusOf])("that says %s means %s", (status, meaning) => {
    const errors = [{ code: "40006" }];

    expect(readOne(status, errors)).toMatchObject({ status: meaning, isCodeKnown: true });
  });

  it("is no delivery when the message is only with the carrier, or nobody ever said", () => {
    const statuses = ["queued", "sending", "sent", "delivery_unconfirmed"];

    expect(statuses.map((status) => receiptStatusOf.get(status))).toEqual([
      "UNKNOWN",
      "UNKNOWN",
      "ACCEPTED_BY_CARRIER",
      "UNKNOWN",
    ]);
  });

  it("gives each code of the table its class", () => {
    const classOf = (code: string) => {
      const receipt = readOne("delivery_failed", [{ code }]);
      return typeof receipt === "object" && receipt.isCodeKnown && receipt.vendorCode === code
        ? receipt.failureClass
        : receipt;
    };

    expect([...errorCodes.keys()].map((code) => [code, classOf(code)])).toEqual([...errorCodes]);
    expect(errorCodes.size).toBeGreaterThan(100);
  });

  it.each([
    ["40001", "RECIPIENT_PERMANENT"],
    ["40002", "ROUTE_BLOCKED"],
    ["40003", "ROUTE_BLOCKED"],
    ["40005", "RECIPIENT_TEMPORARY"],
    ["40006", "RECIPIENT_TEMPORARY"],
    ["40008", "ROUTE_BLOCKED"],
    ["40009", "CONTENT"],
    ["40011", "THROTTLED"],
    ["40300", "RECIPIENT_PERMANENT"],
    ["10009", "ACCOUNT"],
    ["10010", "ACCOUNT"],
    ["10011", "THROTTLED"],
    ["131026", "RECIPIENT_PERMANENT"],
  ])("blames for %s as the list of codes does: %s", (code, failureClass) => {
    expect(errorCodes.get(code)).toBe(failureClass);
  });

  it("that tells no code leaves open why, but for a message that ran out of time", () => {
    expect(readOne("delivery_failed")).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      vendorCode: null,
      isCodeKnown: true,
    });
    expect(readOne("expired")).toMatchObject({ failureClass: "RECIPIENT_TEMPORARY" });
  });

  it("of a message in several parts speaks of all of them, and of the whole price", () => {
    const cost = { amount: "0.0153", currency: "USD" };

    expect(readOne("delivered", [], { parts: 3, cost })).toMatchObject({
      part: null,
      price: { micros: 15_300n, currency: "USD" },
    });
  });

  it("finds our reference in what WhatsApp carries, when the address is not told", () => {
    const body = { type: "template", biz_opaque_callback_data: "ref-one" };

    expect(readOne("read", [], { body })).toMatchObject({ reference: "ref-one", status: "READ" });
  });

  it("of something else is taken and left alone", () => {
    const others = [
      read("message.received", { id: "m-2", direction: "inbound", to: "+15550783881" }),
      read("number_order.complete", { id: "n-1" }),
    ];

    expect(others).toMatchObject([
      { kind: "verified", receipts: [], answer: { status: 200 } },
      { kind: "verified", receipts: [], answer: { status: 200 } },
    ]);
  });

  it.each([
    ["no data", "{}"],
    ["no event", '{"data":{}}'],
    ["no message", '{"data":{"event_type":"message.finalized"}}'],
    ["no JSON", "{"],
  ])("with %s is malformed, though well signed", (_, body) => {
    expect(readCallback(signedWebhook(body, at), account)).toMatchObject({
      kind: "refused",
      reason: "malformed",
    });
  });
});
