import { describe, expect, it } from "vitest";
import { lossGroups, statusOf } from "../../../src/vendors/infobip/codes.js";
import { classOfError, errorCodes, errorNames } from "../../../src/vendors/infobip/error-codes.js";
import { callbackAddress } from "../../../src/vendors/infobip/callback-proof.js";
import { readCallback } from "../../../src/vendors/infobip/receipt.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = accountAt(contractFixture, "");

function read(body: string, url = callbackAddress(account)) {
  return readCallback(
    { method: "POST", url, headers: {}, body: Buffer.from(body), receivedAt: at },
    account,
  );
}

function readOne(report: object) {
  const result = read(JSON.stringify({ results: [{ messageId: "m-1", ...report }] }));
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

const notDelivered = { groupId: 2, id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" };

describe("a report of Infobip", () => {
  it.each([...statusOf])("with status %s is read as the list says", (id, meaning) => {
    const status = { groupId: 1, id: Number(id), name: meaning.name };

    expect(readOne({ status })).toMatchObject({
      status: meaning.status,
      failureClass: meaning.failureClass,
      vendorStatus: meaning.name,
      isCodeKnown: true,
    });
  });

  it("is no delivery when only the operator has it", () => {
    expect(statusOf.get("2")).toMatchObject({
      name: "DELIVERED_TO_OPERATOR",
      status: "ACCEPTED_BY_CARRIER",
    });
    expect(statusOf.get("5")).toMatchObject({ status: "DELIVERED" });
  });

  it.each([
    ["8", "RECIPIENT_PERMANENT"],
    ["52", "RECIPIENT_PERMANENT"],
    ["14", "RECIPIENT_PERMANENT"],
    ["10", "RECIPIENT_PERMANENT"],
    ["12", "ACCOUNT"],
    ["17", "ACCOUNT"],
    ["11", "CONTENT"],
    ["13", "CONTENT"],
    ["19", "ROUTE_BLOCKED"],
    ["20", "ROUTE_BLOCKED"],
    ["87", "ROUTE_BLOCKED"],
    ["21", "VENDOR_DOWN"],
  ])("blames for status %s as the normal form does: %s", (id, failureClass) => {
    expect(statusOf.get(id)?.failureClass).toBe(failureClass);
  });

  it("gives each error of the table its class, where it is not said whether it lasts", () => {
    const classOf = (id: string) => {
      const receipt = readOne({ status: notDelivered, error: { groupId: 1, id: Number(id) } });
      return typeof receipt === "object" && receipt.isCodeKnown && receipt.vendorCode === id
        ? receipt.failureClass
        : receipt;
    };
    const read = [...errorCodes.keys()].map((id) => [id, classOf(id)]);
    // Where the error says nothing, the status does.
    const told = [...errorCodes].map(([id, failureClass]) => [
      id,
      failureClass === "OUTCOME_UNKNOWN" ? "RECIPIENT_TEMPORARY" : failureClass,
    ]);

    expect(read).toEqual(told);
    expect(errorCodes.size).toBeGreaterThan(100);
  });

  it("believes Infobip's own word on whether it lasts, between the recipient's classes", () => {
    const readWith = (id: number, permanent: boolean) =>
      readOne({ status: notDelivered, error: { id, name: "EC", permanent } });

    expect(readWith(27, false)).toMatchObject({ failureClass: "RECIPIENT_TEMPORARY" });
    expect(readWith(27, true)).toMatchObject({ failureClass: "RECIPIENT_PERMANENT" });
    expect(readWith(1, true)).toMatchObject({ failureClass: "RECIPIENT_PERMANENT" });
    expect(readWith(1, false)).toMatchObject({ failureClass: "RECIPIENT_TEMPORARY" });
    expect(readWith(34, true)).toMatchObject({ failureClass: "ROUTE_BLOCKED" });
    expect(readWith(2053, true)).toMatchObject({ failureClass: "CONTENT" });
  });

  it("holds a phone that was busy or late for nothing permanent, whatever is reported", () => {
    const ids = ["4100", "4101", "5001", "5002", "5003", "5408", "5480", "5486", "5603"];

    expect(new Set(ids.map((id) => classOfError(id, null, true)))).toEqual(
      new Set(["RECIPIENT_TEMPORARY"]),
    );
  });

  it("does not take a status for temporary because there was no error", () => {
    const status = { groupId: 5, id: 8, name: "REJECTED_PREFIX_MISSING" };
    const error = { groupId: 0, id: 0, name: "NO_ERROR", permanent: false };

    expect(readOne({ status, error })).toMatchObject({
      status: "REJECTED",
      failureClass: "RECIPIENT_PERMANENT",
      vendorCode: null,
    });
  });

  it("knows errors by name where their number is in no list", () => {
    for (const [name, failureClass] of errorNames) {
      expect(readOne({ status: notDelivered, error: { id: 7999, name } })).toMatchObject({
        failureClass,
        isCodeKnown: true,
      });
    }
  });

  it("with a status that nobody knows says what its group says, and is flagged", () => {
    for (const [groupId, status] of lossGroups) {
      expect(readOne({ status: { groupId: Number(groupId), id: 999, name: "NEW" } })).toMatchObject(
        { status, failureClass: "OUTCOME_UNKNOWN", vendorCode: "999", isCodeKnown: false },
      );
    }
    expect(readOne({ status: { groupId: 3, id: 999, name: "NEW" } })).toMatchObject({
      status: "UNKNOWN",
      isCodeKnown: false,
    });
  });

  it("of a call that a machine answered is no delivery: it got nothing", () => {
    const status = { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" };

    expect(readOne({ status, error: { id: 5001, permanent: true } })).toMatchObject({
      status: "UNDELIVERED",
      failureClass: "RECIPIENT_TEMPORARY",
      isCodeKnown: true,
    });
    expect(readOne({ status, error: { id: 5000, permanent: true } })).toMatchObject({
      status: "DELIVERED",
    });
  });

  it("tells the price of all parts, and of all seconds of a call", () => {
    const status = { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" };
    const perMessage = { pricePerMessage: 0.0215, currency: "EUR" };
    const perSecond = { pricePerSecond: 0.01, currency: "EUR" };
    const price = (report: object) => {
      const receipt = readOne({ status, ...report });
      return typeof receipt === "object" ? receipt.price : receipt;
    };

    expect([
      price({ price: perMessage }),
      price({ price: perMessage, smsCount: 3 }),
      price({ price: perMessage, messageCount: 2 }),
      price({ price: perSecond, voiceCall: { chargedDuration: 12 } }),
      price({ price: perSecond }),
      price({ price: { pricePerMessage: "free", currency: "EUR" } }),
      price({ price: perMessage, smsCount: -1 }),
    ]).toEqual([
      { micros: 21_500n, currency: "EUR" },
      { micros: 64_500n, currency: "EUR" },
      { micros: 43_000n, currency: "EUR" },
      { micros: 120_000n, currency: "EUR" },
      null,
      null,
      null,
    ]);
  });

  it("reads the time of the end, with a zone that has no colon", () => {
    const status = { groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" };

    expect(readOne({ status, doneAt: "2026-01-02T05:04:01.390+0200" })).toMatchObject({
      at: new Date("2026-01-02T03:04:01.390Z"),
    });
    expect(readOne({ status })).toMatchObject({ at });
  });

  it("of what was seen on WhatsApp or Viber is a read receipt", () => {
    expect(readOne({ seenAt: "2026-01-02T03:04:01.000+0000" })).toMatchObject({
      status: "READ",
      vendorStatus: "SEEN",
      at: new Date("2026-01-02T03:04:01Z"),
    });
  });

  it.each([
    ["no JSON", "{"],
    ["no results", "{}"],
    ["a result that is none", '{"results":[3]}'],
    ["a result without an id", '{"results":[{"status":{"id":5}}]}'],
    ["a result that says nothing", '{"results":[{"messageId":"m-1"}]}'],
    ["a thousand and one results", JSON.stringify({ results: Array(1001).fill({}) })],
  ])("with %s is malformed, though it comes from Infobip", (_, body) => {
    expect(read(body)).toMatchObject({ kind: "refused", reason: "malformed" });
  });

  it("is refused at the address of another account of the same owner", () => {
    const other = callbackAddress({ ...account, accountId: "account-2" });

    expect(read('{"results":[]}', other)).toMatchObject({ reason: "bad_signature" });
    expect(read('{"results":[]}')).toMatchObject({ kind: "verified", receipts: [] });
  });
});
