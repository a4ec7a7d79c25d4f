import { describe, expect, it } from "vitest";
import {
  carrierCodes,
  receiptStatusOf,
  statusReasons,
} from "../../../src/vendors/messagebird/codes.js";
import { readCallback } from "../../../src/vendors/messagebird/receipt.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { signedToken } from "./signing.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = accountAt(contractFixture, "");

function read(query: string) {
  const url = `${account.callbackUrl}?${query}`;
  const token = signedToken(account.credentials["signingKey"] ?? "", { url, body: "", at });
  return readCallback(
    {
      method: "GET",
      url: `/callbacks/account-1?${query}`,
      headers: { "messagebird-signature-jwt": token },
      body: Buffer.alloc(0),
      receivedAt: at,
    },
    account,
  );
}

function readOne(facts: Readonly<Record<string, string>>) {
  const result = read(new URLSearchParams({ id: "m-1", ...facts }).toString());
  return result.kind === "verified" ? result.receipts[0] : result.reason;
}

describe("a status report of MessageBird", () => {
  it.each([...receiptStatusOf])("that says %s means %s", (status, meaning) => {
    expect(readOne({ status, statusErrorCode: "6" })).toMatchObject({
      status: meaning,
      isCodeKnown: true,
    });
  });

  it("is no delivery while the message is with the carrier", () => {
    const onTheirWay = ["sent", "buffered", "calling", "answered"];
    expect(onTheirWay.map((status) => receiptStatusOf.get(status))).toEqual([
      "ACCEPTED_BY_CARRIER",
      "ACCEPTED_BY_CARRIER",
      "ACCEPTED_BY_CARRIER",
      "ACCEPTED_BY_CARRIER",
    ]);
  });

  it("gives each carrier's code of the table its class", () => {
    for (const [statusErrorCode, failureClass] of carrierCodes) {
      expect(readOne({ status: "delivery_failed", statusErrorCode })).toMatchObject({
        failureClass,
        vendorCode: statusErrorCode,
        isCodeKnown: true,
      });
    }
  });

  it("gives each reason of the table its class, in either spelling, where no code is told", () => {
    for (const [reason, failureClass] of statusReasons) {
      for (const statusReason of [reason, reason.replaceAll(" ", "_").toUpperCase()]) {
        expect(
          readOne({ status: "delivery_failed", statusErrorCode: "0", statusReason }),
        ).toMatchObject({ failureClass, vendorCode: reason, isCodeKnown: true });
      }
    }
  });

  it.each([
    [{ statusErrorCode: "1", statusReason: "generic delivery failure" }, "RECIPIENT_PERMANENT"],
    [{ statusReason: "unknown subscriber" }, "RECIPIENT_PERMANENT"],
    [{ statusReason: "unavailable subscriber" }, "RECIPIENT_TEMPORARY"],
    [{ statusErrorCode: "34" }, "ROUTE_BLOCKED"],
    [{}, "OUTCOME_UNKNOWN"],
  ])("of a loss with %j blames %s", (facts, failureClass) => {
    expect(readOne({ status: "delivery_failed", ...facts })).toMatchObject({
      failureClass,
      isCodeKnown: true,
    });
  });

  it("flags a code and a reason that nobody knows, without showing what may be a number", () => {
    expect(readOne({ status: "delivery_failed", statusErrorCode: "999" })).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      vendorCode: "999",
      isCodeKnown: false,
    });
    const statusReason = "no way to 6281234567890";
    const receipt = readOne({ status: "delivery_failed", statusReason });
    expect(receipt).toMatchObject({ failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false });
    expect(JSON.stringify(receipt)).not.toContain("6281234567890");
  });

  it("leaves open what became of a message of which the carrier never said anything", () => {
    expect(readOne({ status: "expired", statusReason: "DLR not received" })).toMatchObject({
      status: "UNKNOWN",
      isCodeKnown: true,
    });
    expect(readOne({ status: "expired", statusReason: "expired" })).toMatchObject({
      status: "EXPIRED",
      failureClass: "RECIPIENT_TEMPORARY",
    });
  });

  it("reads its time though the plus of the zone came as a space", () => {
    const at2 = "2026-01-02T05:04:01+02:00";

    expect(read(`id=m-1&status=delivered&statusDatetime=${at2}`)).toMatchObject({
      receipts: [{ at: new Date("2026-01-02T03:04:01Z") }],
    });
    expect(readOne({ status: "delivered", statusDatetime: at2 })).toMatchObject({
      at: new Date("2026-01-02T03:04:01Z"),
    });
    expect(readOne({ status: "delivered", statusDatetime: "soon" })).toMatchObject({ at });
  });

  it("of a message in several parts speaks of all of them", () => {
    expect(readOne({ status: "delivered", messagePartCount: "3" })).toMatchObject({ part: null });
  });

  it.each(["", "id=m-1", "status=delivered", "id=&status=delivered"])(
    "is malformed when it says only %j, though well signed",
    (query) => {
      expect(read(query)).toMatchObject({ kind: "refused", reason: "malformed" });
    },
  );
});
