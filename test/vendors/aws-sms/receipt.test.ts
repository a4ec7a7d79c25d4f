import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/aws-sms/receipt.js";
import { events } from "../../../src/vendors/aws-sms/codes.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { oneAnswer } from "../one-answer.js";
import { snsCall, snsEnvelope } from "../sns-signing.js";
import { contractFixture } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const { credentials } = contractFixture;
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "aws-sms",
};

// The example of the documentation, configuration-sets-event-format.
const event = {
  eventType: "TEXT_SUCCESSFUL",
  eventVersion: "1.0",
  eventTimestamp: 1686975103470,
  isFinal: true,
  originationPhoneNumber: "+12065550152",
  destinationPhoneNumber: "+14255550156",
  isInternationalSend: false,
  mcc: "310",
  mnc: "800",
  messageId: "862a8790-60c0-4430-9b2b-658bdexample",
  messageRequestTimestamp: 1686975103170,
  messageEncoding: "GSM",
  messageType: "PROMOTIONAL",
  messageStatus: "SUCCESSFUL",
  messageStatusDescription: "Message has been accepted by phone carrier",
  context: { account: "bar" },
  totalMessageParts: 1,
  totalMessagePrice: 0.09582,
  totalCarrierFee: 0,
};

async function read(changes: object) {
  const message = JSON.stringify({ ...event, ...changes });
  const call = snsCall(snsEnvelope(message, at, credentials["topicArn"] ?? ""), at);
  const result = await readCallback(call, account, oneAnswer(500, ""));
  return result.kind === "verified" ? result.receipts : result.reason;
}

describe("an event of AWS End User Messaging", () => {
  it("as the documentation shows it is a carrier's word, with its price", async () => {
    expect(await read({})).toEqual([
      {
        reference: null,
        vendorMessageId: "862a8790-60c0-4430-9b2b-658bdexample",
        part: null,
        status: "ACCEPTED_BY_CARRIER",
        failureClass: null,
        vendorStatus: "SUCCESSFUL",
        vendorCode: "TEXT_SUCCESSFUL",
        isCodeKnown: true,
        at: new Date(1686975103470),
        price: { micros: 95_820n, currency: "USD" },
        isRefund: false,
      },
    ]);
  });

  it("of every type of the table means what the table says", async () => {
    for (const [eventType, meaning] of events) {
      expect({ eventType, receipts: await read({ eventType }) }).toMatchObject({
        eventType,
        receipts: meaning === null ? [] : [meaning],
      });
    }
  });

  it.each([
    ["TEXT_DELIVERED", "DELIVERED", null],
    ["TEXT_INVALID", "UNDELIVERED", "RECIPIENT_PERMANENT"],
    ["TEXT_UNREACHABLE", "UNDELIVERED", "RECIPIENT_TEMPORARY"],
    ["TEXT_CARRIER_UNREACHABLE", "UNDELIVERED", "RECIPIENT_TEMPORARY"],
    ["TEXT_BLOCKED", "UNDELIVERED", "RECIPIENT_PERMANENT"],
    ["TEXT_CARRIER_BLOCKED", "UNDELIVERED", "ROUTE_BLOCKED"],
    ["TEXT_TTL_EXPIRED", "EXPIRED", "RECIPIENT_TEMPORARY"],
    ["TEXT_UNKNOWN", "UNKNOWN", null],
    ["VOICE_COMPLETED", "DELIVERED", null],
    ["VOICE_NO_ANSWER", "UNDELIVERED", "RECIPIENT_TEMPORARY"],
  ])("%s is %s, class %s", async (eventType, status, failureClass) => {
    expect(await read({ eventType })).toMatchObject([{ status, failureClass }]);
  });

  it("counts what the carrier takes besides, and says no price before the end", async () => {
    expect(await read({ totalCarrierFee: 0.00286 })).toMatchObject([
      { price: { micros: 98_680n, currency: "USD" } },
    ]);
    expect(await read({ isFinal: false })).toMatchObject([{ price: null }]);
    expect(await read({ totalMessagePrice: "dear" })).toMatchObject([{ price: null }]);
  });
});
