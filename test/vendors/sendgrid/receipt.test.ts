import { describe, expect, it } from "vitest";
import {
  bounceClassifications,
  bounceTypes,
  dropReasons,
  events,
  fields,
  statuses,
} from "../../../src/vendors/sendgrid/codes.js";
import { checkAccount } from "../../../src/vendors/sendgrid/check-account.js";
import { readCallback } from "../../../src/vendors/sendgrid/receipt.js";
import { send } from "../../../src/vendors/sendgrid/send.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture, sendgridError, signedEvents, webhookKey } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = (credentials = contractFixture.credentials): OpenAccount => ({
  accountId: "account-1",
  baseUrl: "",
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "sendgrid",
});
const usual = {
  email: "example@test.com",
  timestamp: 1_513_299_569,
  sg_event_id: "sg_event_id",
  sg_message_id: "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
};

function read(...changes: object[]) {
  const body = JSON.stringify(changes.map((one) => ({ ...usual, ...one })));
  const result = readCallback(signedEvents(body, at), account());
  return result.kind === "verified" ? result.receipts : result.reason;
}

describe("an event of SendGrid", () => {
  // The example of the documentation.
  it("of a bounce names message and why", () => {
    const event = { event: "bounce", reason: "500 unknown recipient", status: "5.0.0" };

    expect(read(event)).toEqual([
      {
        status: "UNDELIVERED",
        failureClass: "RECIPIENT_PERMANENT",
        vendorCode: "bounce",
        isCodeKnown: true,
        reference: null,
        vendorMessageId: "14c5d75ce93.dfd.64b469",
        part: null,
        vendorStatus: "bounce",
        at: new Date(1_513_299_569_000),
        price: null,
        isRefund: false,
      },
    ]);
  });

  it("of every name of the table means what the table says", () => {
    for (const [event, status] of events) {
      expect({ event, receipts: read({ event }) }).toMatchObject({
        event,
        receipts: status === null ? [] : [{ status }],
      });
    }
  });

  it("of a drop has the class of its reason; suppressed addresses are lost for good", () => {
    for (const [reason, failureClass] of dropReasons) {
      expect(read({ event: "dropped", reason })).toMatchObject([
        { status: "REJECTED", failureClass, isCodeKnown: true },
      ]);
    }
    expect(read({ event: "dropped", reason: "Bounced Address" })).toMatchObject([
      { failureClass: "RECIPIENT_PERMANENT", vendorCode: "Bounced Address" },
    ]);
    expect(read({ event: "dropped", reason: "for ani@example.org" })).toMatchObject([
      { failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false, vendorCode: "for […]" },
    ]);
  });

  it("of a bounce goes by the server's code, else by the sort, else by the type", () => {
    const bounce = (changes: object) => read({ event: "bounce", ...changes });
    const sorted = { status: "5.0.0", type: "blocked" };

    expect(bounce({ status: "5.2.2", bounce_classification: "Invalid Address" })).toMatchObject([
      { failureClass: "RECIPIENT_TEMPORARY", vendorCode: "5.2.2" },
    ]);
    for (const [sort, failureClass] of bounceClassifications) {
      const usedClass = failureClass === "OUTCOME_UNKNOWN" ? "ROUTE_BLOCKED" : failureClass;

      expect(bounce({ ...sorted, bounce_classification: sort })).toMatchObject([
        { failureClass: usedClass, isCodeKnown: true },
      ]);
    }
    for (const [type, failureClass] of bounceTypes) {
      expect(bounce({ type })).toMatchObject([{ failureClass, vendorCode: type }]);
    }
    expect(bounce({ bounce_classification: "Sunspots" })).toMatchObject([{ isCodeKnown: false }]);
  });

  it("of something else than a message of ours is passed over, not refused", () => {
    const { sg_message_id: _, ...ofAccount } = usual;
    const body = JSON.stringify([{ ...ofAccount, event: "account_status_change" }]);

    expect(readCallback(signedEvents(body, at), account())).toMatchObject({
      kind: "verified",
      receipts: [],
    });
  });
});

describe("a refusal of SendGrid", () => {
  const refused = async (status: number, field: string | null) => {
    const { body, headers } = sendgridError(status, "no", field);
    return send(
      { ...sampleMessage, channel: "EMAIL" },
      account(),
      oneAnswer(status, body, headers),
    );
  };

  it("is sorted by the field that it names", async () => {
    for (const [field, failureClass] of fields) {
      expect(await refused(400, field)).toMatchObject({ kind: "rejected", failureClass });
    }
    expect(await refused(400, "personalizations[0].to[0].email")).toMatchObject({
      failureClass: "RECIPIENT_PERMANENT",
    });
    expect(await refused(401, "from")).toMatchObject({ failureClass: "ACCOUNT" });
  });

  it("with a status of the table has the table's class", async () => {
    for (const [status, failureClass] of statuses) {
      const wanted =
        failureClass === "OUTCOME_UNKNOWN"
          ? { kind: "unknown" }
          : { kind: "rejected", failureClass };

      expect(await refused(Number(status), null)).toMatchObject(wanted);
    }
  });
});

describe("an account of SendGrid", () => {
  it.each([
    [200, { scopes: ["mail.send"] }, true, "works"],
    [200, { scopes: ["stats.read"] }, false, "Mail Send"],
    [401, {}, false, "does not know"],
    [429, {}, false, "too often"],
    [500, {}, false, "no answer that could be read"],
  ])("that answers %i %j is told so", async (status, body, ok, words) => {
    const http = oneAnswer(status, body);
    const result = await checkAccount(account(), http);

    expect(result.ok).toBe(ok);
    expect(result.message).toContain(words);
    expect(http.asked[0]).toMatchObject({
      method: "GET",
      url: "https://api.sendgrid.com/v3/scopes",
    });
  });

  it("without a verification key that can be read is told so, and nobody is asked", async () => {
    for (const key of ["", "abc", webhookKey.slice(0, 40)]) {
      const http = oneAnswer(200, { scopes: ["mail.send"] });
      const result = await checkAccount(account({ apiKey: "x", webhookKey: key }), http);

      expect(result.message).toContain("verification key");
      expect(http.asked).toEqual([]);
    }
  });
});
