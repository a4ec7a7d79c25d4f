import * as package_ from "@aws-sdk/client-sesv2";
import { describe, expect, it } from "vitest";
import { bounces, complaintSubtypes, events, tables } from "../../../src/vendors/ses/codes.js";
import { checkAccount } from "../../../src/vendors/ses/check-account.js";
import { readCallback } from "../../../src/vendors/ses/receipt.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { oneAnswer } from "../one-answer.js";
import { snsCall, snsEnvelope } from "../sns-signing.js";
import { contractFixture, restJsonError } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const { credentials } = contractFixture;
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "ses",
};
const mail = {
  timestamp: "2016-10-14T05:02:16.645Z",
  source: "sender@example.com",
  messageId: "7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
  destination: ["recipient@example.com"],
  tags: { "ses:configuration-set": ["ConfigSet"], reference: ["ref-one"] },
};
const timestamp = "2016-10-19T23:20:52.240Z";

async function read(event: object) {
  const message = JSON.stringify({ mail, ...event });
  const call = snsCall(snsEnvelope(message, at, credentials["topicArn"] ?? ""), at);
  const result = await readCallback(call, account, oneAnswer(500, ""));
  return result.kind === "verified" ? result.receipts : result.reason;
}

function bounced(bounceType: string, bounceSubType: string, status = "5.1.1") {
  const bouncedRecipients = [{ emailAddress: "x@example.com", action: "failed", status }];
  return {
    eventType: "Bounce",
    bounce: { bounceType, bounceSubType, bouncedRecipients, timestamp },
  };
}

describe("an event of Amazon SES", () => {
  it("of a bounce names message, reference, time and why", async () => {
    expect(await read(bounced("Permanent", "General"))).toEqual([
      {
        status: "UNDELIVERED",
        failureClass: "RECIPIENT_PERMANENT",
        vendorCode: "Permanent/General",
        isCodeKnown: true,
        reference: "ref-one",
        vendorMessageId: mail.messageId,
        part: null,
        vendorStatus: "Bounce",
        at: new Date(timestamp),
        price: null,
        isRefund: false,
      },
    ]);
  });

  it("of each kind of bounce of the table has the table's class", async () => {
    for (const [code, failureClass] of bounces) {
      const [type = "", subtype = ""] = code.split("/");

      expect(await read(bounced(type, subtype, ""))).toMatchObject([
        { vendorCode: code, failureClass, isCodeKnown: true },
      ]);
    }
  });

  it("of a bounce that SES cannot sort goes by what the recipient's server said", async () => {
    const unsorted = async (status: string) =>
      await read(bounced("Undetermined", "Undetermined", status));

    expect(await unsorted("5.7.1")).toMatchObject([{ failureClass: "ROUTE_BLOCKED" }]);
    expect(await unsorted("5.9.9")).toMatchObject([{ failureClass: "OUTCOME_UNKNOWN" }]);
  });

  it("of every type of the table means what the table says", async () => {
    for (const [eventType, status] of events) {
      const receipts = await read({ eventType, [eventType.toLowerCase()]: { timestamp } });

      expect({ eventType, receipts }).toMatchObject({
        eventType,
        receipts: status === null ? [] : [{ status }],
      });
    }
    expect(await read({ eventType: "Reject", reject: { reason: "Bad content" } })).toMatchObject([
      { status: "REJECTED", failureClass: "CONTENT", at: new Date(mail.timestamp) },
    ]);
  });

  it("of a suppressed address is a loss though it is called a complaint", async () => {
    const complaint = { timestamp, complainedRecipients: [] };
    for (const [complaintSubType, failureClass] of complaintSubtypes) {
      const event = { eventType: "Complaint", complaint: { ...complaint, complaintSubType } };

      expect(await read(event)).toMatchObject([{ status: "UNDELIVERED", failureClass }]);
    }
    expect(await read({ eventType: "Complaint", complaint })).toEqual([]);
  });

  it("is read where only identities publish, with notificationType", async () => {
    const delivery = { timestamp, smtpResponse: "250 ok" };

    expect(await read({ notificationType: "Delivery", delivery })).toMatchObject([
      { status: "DELIVERED" },
    ]);
    expect(await read({ delivery })).toBe("malformed");
  });
});

describe("the tables of Amazon SES", () => {
  it("have every error of the package, and no other", () => {
    const named = Object.entries(package_)
      .filter(([, one]) => typeof one === "function" && "shapeId" in one)
      .map(([name]) => name)
      .filter((name) => name !== "SESv2ServiceException");

    expect([...tables.errors.keys()].toSorted()).toEqual(named.toSorted());
  });
});

describe("an account of Amazon SES", () => {
  it.each([
    [{ SendingEnabled: true, ProductionAccessEnabled: true }, true, "works"],
    [{ SendingEnabled: true, ProductionAccessEnabled: false }, true, "sandbox"],
    [{ SendingEnabled: false }, false, "switched off"],
    [{ SendingEnabled: true, EnforcementStatus: "SHUTDOWN" }, false, "paused"],
  ])("that answers %j is told so", async (body, ok, words) => {
    const result = await checkAccount(account, oneAnswer(200, body));

    expect(result.ok).toBe(ok);
    expect(result.message).toContain(words);
  });

  it("whose key lacks the right is told which", async () => {
    const { status, body, headers } = restJsonError("AccessDeniedException", "no", 403);
    const result = await checkAccount(account, oneAnswer(status, body, headers));

    expect(result).toMatchObject({ ok: false, message: expect.stringContaining("ses:GetAccount") });
  });
});
