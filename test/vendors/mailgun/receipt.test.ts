import { describe, expect, it } from "vitest";
import { mailReplyClasses } from "../../../src/vendors/mail-status.js";
import { checkAccount } from "../../../src/vendors/mailgun/check-account.js";
import { events, ownCodes, reasons, statuses } from "../../../src/vendors/mailgun/codes.js";
import { readCallback } from "../../../src/vendors/mailgun/receipt.js";
import { send } from "../../../src/vendors/mailgun/send.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture, mailgunError, webhook } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "mailgun",
};
const usual = {
  id: "CPgfbmQMTCKtHW6uIWtuVe",
  timestamp: 1521472262.908181,
  message: { headers: { "message-id": "20130503182626.18666.16540@mg.acme.id" } },
  "user-variables": { sandi_reference: "ref-one" },
};

function read(changes: object) {
  const result = readCallback(webhook({ ...usual, ...changes }, at), account);
  return result.kind === "verified" ? result.receipts : result.reason;
}

const failed = (reason: string, code: number, exact?: string) =>
  read({
    event: "failed",
    severity: "permanent",
    reason,
    "delivery-status": { code, ...(exact === undefined ? {} : { "enhanced-code": exact }) },
  });

describe("an event of Mailgun", () => {
  it("of a delivery names message, reference and time", () => {
    expect(read({ event: "delivered" })).toEqual([
      {
        status: "DELIVERED",
        failureClass: null,
        vendorCode: null,
        isCodeKnown: true,
        reference: "ref-one",
        vendorMessageId: "20130503182626.18666.16540@mg.acme.id",
        part: null,
        vendorStatus: "delivered",
        at: new Date(1521472262908),
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
    expect(read({ event: "rejected" })).toMatchObject([{ failureClass: "CONTENT" }]);
  });

  it("of a failure that passes says nothing: Mailgun tries again", () => {
    expect(read({ event: "failed", severity: "temporary", reason: "generic" })).toEqual([]);
  });

  it("of a failure has the class of its reason where that says enough", () => {
    for (const [reason, failureClass] of reasons) {
      const usedClass = failureClass === "OUTCOME_UNKNOWN" ? "RECIPIENT_PERMANENT" : failureClass;

      expect(failed(reason, 550, "5.1.1")).toMatchObject([
        { status: "UNDELIVERED", failureClass: usedClass, isCodeKnown: true },
      ]);
    }
  });

  it("of a failure goes by the exact code, by Mailgun's own, or by the reply", () => {
    expect(failed("bounce", 550, "5.7.1")).toMatchObject([
      { failureClass: "ROUTE_BLOCKED", vendorCode: "5.7.1" },
    ]);
    for (const [code, failureClass] of [...ownCodes, ...mailReplyClasses]) {
      expect(failed("bounce", Number(code))).toMatchObject([{ failureClass, vendorCode: code }]);
    }
    expect(failed("bounce", 699)).toMatchObject([
      { failureClass: "OUTCOME_UNKNOWN", isCodeKnown: true },
    ]);
    expect(failed("sunspots", 699)).toMatchObject([
      { failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false },
    ]);
  });

  it("without a message or a name is malformed, though well signed", () => {
    expect(read({ event: "delivered", message: {}, "user-variables": {} })).toBe("malformed");
    expect(read({})).toBe("malformed");
  });
});

describe("a refusal of Mailgun", () => {
  it("with a status of the table has the table's class", async () => {
    for (const [status, failureClass] of statuses) {
      const { body, headers } = mailgunError(Number(status), "no");
      const wanted =
        failureClass === "OUTCOME_UNKNOWN"
          ? { kind: "unknown" }
          : { kind: "rejected", failureClass };
      const http = oneAnswer(Number(status), body, headers);

      expect(await send({ ...sampleMessage, channel: "EMAIL" }, account, http)).toMatchObject(
        wanted,
      );
    }
  });
});

describe("a message to Mailgun", () => {
  const withinOf = async (validitySec: number) => {
    const http = oneAnswer(200, { id: "<id-1>", message: "Queued." });
    await send({ ...sampleMessage, channel: "EMAIL", validitySec }, account, http);
    return /name="o:deliver-within"\r\n\r\n(\S+)/.exec(http.asked[0]?.body ?? "")?.[1];
  };

  it("is to be delivered while it is valid, within what Mailgun allows", async () => {
    expect(await withinOf(30)).toBe("0h5m");
    expect(await withinOf(601)).toBe("0h11m");
    expect(await withinOf(5400)).toBe("1h30m");
    expect(await withinOf(999_999)).toBe("24h0m");
  });
});

describe("an account of Mailgun", () => {
  it.each([
    [400, { message: "from parameter is missing" }, true, "works"],
    [400, { message: "bad" }, false, "no answer that could be read"],
    [401, "Forbidden", false, "does not know this API key"],
    [403, { message: "x" }, false, "does not let this domain send"],
    [404, { message: "Domain not found" }, false, "does not know this domain"],
    [429, { message: "x" }, false, "too often"],
    [200, { id: "x" }, false, "no answer that could be read"],
  ])("that answers %i %j is told so", async (status, body, ok, words) => {
    const http = oneAnswer(status, body);
    const result = await checkAccount(account, http);

    expect(result.ok).toBe(ok);
    expect(result.message).toContain(words);
    expect(http.asked[0]?.body).not.toContain('name="to"');
  });
});
