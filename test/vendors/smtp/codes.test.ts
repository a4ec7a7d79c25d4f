import { describe, expect, it } from "vitest";
import { refusalClass, replies, type SmtpStage } from "../../../src/vendors/smtp/codes.js";
import { outcomeOfFailure } from "../../../src/vendors/smtp/send.js";
import { sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "smtp://127.0.0.1:1",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "smtp",
};

/** As nodemailer names them. */
const commands: Readonly<Record<SmtpStage, string>> = {
  GREETING: "CONN",
  AUTH: "AUTH PLAIN",
  MAIL: "MAIL FROM",
  RCPT: "RCPT TO",
  DATA: "DATA",
};

function refused(stage: SmtpStage, response: string) {
  const error = Object.assign(new Error(response), {
    command: commands[stage],
    response,
    responseCode: Number(response.slice(0, 3)),
  });
  return outcomeOfFailure({ error, hasLeft: stage === "DATA" }, sampleMessage, account);
}

describe("a reply of a mail server", () => {
  it("of each stage of the table has the table's class, and the message was not taken", () => {
    for (const [stage, table] of replies) {
      for (const [reply, failureClass] of table) {
        expect(reply).toMatch(/^[45]\d\d$/);
        expect({ stage, reply, ...refused(stage, `${reply} no`) }).toMatchObject({
          kind: "rejected",
          failureClass,
          charged: "no",
          vendorCode: reply,
        });
      }
    }
  });

  it.each([
    ["GREETING", "421 busy", "VENDOR_DOWN", "421"],
    ["AUTH", "535 5.7.8 bad credentials", "ACCOUNT", "5.7.8"],
    ["AUTH", "454 4.7.0 later", "VENDOR_DOWN", "4.7.0"],
    ["MAIL", "550 5.1.8 sender unknown", "CONTENT", "5.1.8"],
    ["MAIL", "454 Throttling failure: Maximum sending rate exceeded.", "THROTTLED", "454"],
    ["RCPT", "550 5.1.1 no such user", "RECIPIENT_PERMANENT", "5.1.1"],
    ["RCPT", "550 5.7.1 relaying denied", "ROUTE_BLOCKED", "5.7.1"],
    ["RCPT", "452 4.2.2 over quota", "RECIPIENT_TEMPORARY", "4.2.2"],
    ["RCPT", "550 5.0.0 no", "RECIPIENT_PERMANENT", "5.0.0"],
    ["RCPT", "550 5.99.9 no", "RECIPIENT_PERMANENT", "5.99.9"],
    ["DATA", "554 5.6.0 looks like spam", "CONTENT", "5.6.0"],
    ["DATA", "421 4.3.2 shutting down", "VENDOR_DOWN", "4.3.2"],
    ["DATA", "552 5.3.4 too big", "CONTENT", "5.3.4"],
  ] as const)("at %s, %j, is of class %s", (stage, response, failureClass, vendorCode) => {
    expect(refused(stage, response)).toMatchObject({ kind: "rejected", failureClass, vendorCode });
  });

  it("that no table knows leaves nobody knowing, and the owner is told", () => {
    expect(refusalClass("RCPT", "599", null)).toBeUndefined();
    expect(refused("RCPT", "599 sunspots")).toMatchObject({
      kind: "unknown",
      vendorCode: "599",
      isCodeKnown: false,
    });
  });

  it("says nothing of the recipient", () => {
    expect(refused("RCPT", "550 5.1.1 <ani.putri@example.org> no such user")).toMatchObject({
      vendorText: "[…] […] no such user",
    });
  });
});
