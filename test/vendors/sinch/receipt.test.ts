import { describe, expect, it } from "vitest";
import {
  silentReasons,
  smsCodes,
  smsStatusClass,
  smsStatusOf,
  verificationReasons,
  verificationStatusOf,
} from "../../../src/vendors/sinch/codes.js";
import { readCallback } from "../../../src/vendors/sinch/receipt.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { signedEvent, signedReport } from "./signing.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = accountAt(contractFixture, "");

const read = (body: object) =>
  readCallback(signedReport(JSON.stringify(body), at, account), account);

function readOne(facts: object) {
  const type = "recipient_delivery_report_sms";
  const result = read({ type, batch_id: "b-1", at: at.toISOString(), ...facts });
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

const hear = (body: object) =>
  readCallback(signedEvent(JSON.stringify(body), at, account), account);

function hearOne(facts: object) {
  const call = { id: "v-1", event: "VerificationResultEvent", method: "flashcall" };
  const result = hear({ ...call, ...facts });
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

describe("a delivery report of Sinch", () => {
  it.each([...smsStatusOf])("that says %s means %s", (status, meaning) => {
    expect(readOne({ status, code: 404 })).toMatchObject({ status: meaning, isCodeKnown: true });
  });

  it("is no delivery while the message is with the carrier, or the carrier never said", () => {
    expect(["Queued", "Dispatched", "Unknown"].map((status) => smsStatusOf.get(status))).toEqual([
      "UNKNOWN",
      "ACCEPTED_BY_CARRIER",
      "UNKNOWN",
    ]);
  });

  it("gives each code of the table its class", () => {
    for (const [code, failureClass] of smsCodes) {
      expect(readOne({ status: "Failed", code: Number(code) })).toMatchObject({
        failureClass,
        vendorCode: code,
        isCodeKnown: true,
      });
    }
  });

  it("has every code of the list from 400 to 418", () => {
    const listed = [400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 411, 412, 413, 414, 415];

    expect([...listed, 416, 417, 418].filter((code) => !smsCodes.has(String(code)))).toEqual([]);
  });

  it("gives each status its class where no code is told", () => {
    for (const [status, failureClass] of smsStatusClass) {
      for (const code of [0, undefined]) {
        expect(readOne({ status, code })).toMatchObject({ failureClass, isCodeKnown: true });
      }
    }
    expect(readOne({ status: "Failed", code: 0 })).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      isCodeKnown: true,
    });
  });

  it.each([
    [402, "RECIPIENT_PERMANENT"],
    [403, "VENDOR_DOWN"],
    [404, "RECIPIENT_TEMPORARY"],
    [408, "ROUTE_BLOCKED"],
    [413, "ACCOUNT"],
  ])("blames for %i as the list of codes does: %s", (code, failureClass) => {
    expect(readOne({ status: "Aborted", code })).toMatchObject({ failureClass });
  });

  it("tells when the handset had it, where the carrier says so", () => {
    const operator = "2026-01-02T03:04:01.000Z";

    expect(readOne({ status: "Delivered", code: 0, operator_status_at: operator })).toMatchObject({
      at: new Date(operator),
    });
    expect(readOne({ status: "Delivered", at: "soon" })).toMatchObject({ at });
  });

  it("of a message in several parts speaks of all of them", () => {
    const facts = { status: "Delivered", code: 0, number_of_message_parts: 3 };

    expect(readOne(facts)).toMatchObject({ part: null });
  });

  it("on a batch brings each status that it lists", () => {
    const statuses = [
      { status: "Dispatched", code: 401, count: 1 },
      { status: "Delivered", code: 0, count: 1 },
    ];
    const body = { type: "delivery_report_sms", batch_id: "b-1", client_reference: "r", statuses };

    expect(read(body)).toMatchObject({
      receipts: [
        { status: "ACCEPTED_BY_CARRIER", vendorMessageId: "b-1", reference: "r" },
        { status: "DELIVERED", vendorMessageId: "b-1", reference: "r" },
      ],
    });
  });

  it("is not what else a service plan calls about", () => {
    const inbound = { type: "mo_text", id: "i-1", from: "6281234567890", body: "STOP" };

    expect(read(inbound)).toMatchObject({ kind: "verified", receipts: [] });
  });

  it.each([
    ["no type", {}],
    ["no batch", { type: "recipient_delivery_report_sms", status: "Delivered" }],
    ["no status", { type: "recipient_delivery_report_sms", batch_id: "b-1" }],
    ["a bad status", { type: "delivery_report_sms", batch_id: "b-1", statuses: [{}] }],
  ])("with %s is malformed, though well signed", (_, body) => {
    expect(read(body)).toMatchObject({ kind: "refused", reason: "malformed" });
  });
});

describe("an event of a flash call", () => {
  it("that asks before the call is told to call from the number that the code ends", () => {
    const request = { id: "v-1", event: "VerificationRequestEvent", method: "flashcall" };
    const result = hear({ ...request, reference: "ref-one", custom: "+622155500493817" });

    expect(result).toMatchObject({
      kind: "verified",
      receipts: [{ status: "ACCEPTED_BY_CARRIER", vendorMessageId: "v-1", reference: "ref-one" }],
      answer: { status: 200, contentType: "application/json" },
    });
    expect(JSON.parse(result.answer.body)).toEqual({
      action: "allow",
      flashCall: { cli: "+622155500493817" },
    });
  });

  it("that asks with what is no number of ours is let call from any", () => {
    const request = { id: "v-1", event: "VerificationRequestEvent", method: "flashcall" };
    const answers = ["", "\u0000", "+1", '+622155500493817"', 7].map(
      (custom) => hear({ ...request, custom }).answer.body,
    );

    expect(new Set(answers)).toEqual(new Set(['{"action":"allow"}']));
  });

  it("about another kind of verification is let pass and left alone", () => {
    const other = { id: "v-2", method: "sms", custom: "+622155500493817" };

    expect(hear({ ...other, event: "VerificationRequestEvent" })).toMatchObject({
      receipts: [],
      answer: { body: '{"action":"allow"}' },
    });
    expect(
      hear({ ...other, event: "VerificationSmsDeliveredEvent", smsResult: "Successful" }),
    ).toMatchObject({ kind: "verified", receipts: [] });
  });

  it.each([...verificationStatusOf])("that says %s means %s", (status, meaning) => {
    const reason = meaning === "DELIVERED" ? undefined : "Fraud";

    expect(hearOne({ status, reason })).toMatchObject({ status: meaning, isCodeKnown: true });
  });

  it("gives each reason of the table its class", () => {
    for (const [reason, failureClass] of verificationReasons) {
      expect(hearOne({ status: "FAIL", reason })).toMatchObject({
        failureClass,
        vendorCode: reason,
        isCodeKnown: true,
      });
    }
  });

  it("says nothing of the call when only nobody reported the code", () => {
    for (const reason of silentReasons) {
      expect(hearOne({ status: "FAIL", reason })).toMatchObject({
        status: "UNKNOWN",
        failureClass: null,
        isCodeKnown: true,
      });
    }
    expect([...silentReasons].filter((reason) => verificationReasons.has(reason))).toEqual([]);
  });

  it.each([
    ["no event", { id: "v-1" }],
    ["no id", { event: "VerificationResultEvent", method: "flashcall", status: "FAIL" }],
    ["no status", { event: "VerificationResultEvent", method: "flashcall", id: "v-1" }],
  ])("with %s is malformed, though well signed", (_, body) => {
    expect(hear(body)).toMatchObject({ kind: "refused", reason: "malformed" });
  });
});
