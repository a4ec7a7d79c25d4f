import { verifySignature } from "@vonage/jwt";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  callLosses,
  callStatuses,
  errorCodes,
  messageStatuses,
} from "../../../src/vendors/vonage/codes.js";
import { readCallback } from "../../../src/vendors/vonage/receipt.js";
import { signedAt } from "../../../src/vendors/vonage/webhook-token.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture, signedWebhook } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "vonage",
};
const secret = contractFixture.credentials["signatureSecret"] ?? "";

function receiptOf(body: object) {
  const result = readCallback(signedWebhook(JSON.stringify(body), at), account);
  return result.kind === "verified" ? (result.receipts[0] ?? null) : result.reason;
}

const message = { message_uuid: "m-1", timestamp: "2026-01-02T03:04:00.000Z", channel: "sms" };
const call = { uuid: "c-1", conversation_uuid: "CON-1", timestamp: "2026-01-02T03:04:00.000Z" };
const problem = (code: string) => ({
  type: `https://developer.vonage.com/api-errors/messages#${code}`,
  title: code,
});

describe("a status of a message at Vonage", () => {
  it.each([...messageStatuses])("that says %s means %s", (status, meaning) => {
    expect(receiptOf({ ...message, status, client_ref: "r" })).toMatchObject({
      vendorMessageId: "m-1",
      reference: "r",
      status: meaning,
      at: new Date("2026-01-02T03:04:00Z"),
      isCodeKnown: true,
    });
  });

  it.each([...errorCodes])("of a loss by code %s is of class %s", (code, failureClass) => {
    expect(receiptOf({ ...message, status: "rejected", error: problem(code) })).toMatchObject({
      failureClass,
      vendorCode: code,
      isCodeKnown: true,
    });
  });

  it("takes the code from the title where the type has none", () => {
    const error = { type: "https://developer.vonage.com/api-errors", title: "1190" };

    expect(receiptOf({ ...message, status: "undeliverable", error })).toMatchObject({
      failureClass: "RECIPIENT_PERMANENT",
      vendorCode: "1190",
    });
  });

  it("tells what the message costs", () => {
    const usage = { currency: "EUR", price: "0.0333" };

    expect(receiptOf({ ...message, status: "submitted", usage })).toMatchObject({
      price: { micros: 33_300n, currency: "EUR" },
    });
  });
});

describe("an event of a call at Vonage", () => {
  const told = [...callStatuses].filter(([, meaning]) => meaning !== null);

  it.each(told)("that says %s means %s", (status, meaning) => {
    expect(receiptOf({ ...call, status })).toMatchObject({
      vendorMessageId: "c-1",
      reference: null,
      status: meaning,
      isCodeKnown: true,
    });
  });

  it("that only says that the call has begun, or that it is over, brings nothing", () => {
    expect(
      [{ status: "started" }, { status: "disconnected" }].map((one) =>
        receiptOf({ ...call, ...one }),
      ),
    ).toEqual([null, null]);
  });

  it.each([...callLosses])("of a loss by %s is of class %s", (detail, failureClass) => {
    expect(receiptOf({ ...call, status: "failed", detail })).toMatchObject({
      status: "UNDELIVERED",
      failureClass,
      vendorCode: detail,
      isCodeKnown: true,
    });
  });

  it.each(["busy", "timeout", "unanswered", "rejected", "failed", "cancelled", "machine"])(
    "that says %s without a detail has the class of that",
    (status) => {
      expect(receiptOf({ ...call, status })).toMatchObject({
        failureClass: callLosses.get(status),
        vendorCode: null,
      });
    },
  );

  // As the page of webhooks shows it: the id of the call has another name there.
  it.each([
    ["human", "DELIVERED", null],
    ["machine", "UNDELIVERED", "RECIPIENT_TEMPORARY"],
  ])("that a %s took means %s", (status, meaning, failureClass) => {
    const { uuid, ...others } = call;

    expect(receiptOf({ ...others, call_uuid: uuid, status })).toMatchObject({
      vendorMessageId: uuid,
      status: meaning,
      failureClass,
    });
  });

  it("that it is over proves no delivery, however long it lasted, and costs euros", () => {
    const end = { ...call, status: "completed", duration: "12", price: "0.00450", rate: "0.00450" };

    expect(receiptOf(end)).toMatchObject({
      status: "ACCEPTED_BY_CARRIER",
      price: { micros: 4500n, currency: "EUR" },
    });
  });
});

describe("the signature of a webhook", () => {
  const body = Buffer.from(JSON.stringify({ ...message, status: "delivered" }));
  const { authorization = "" } = signedWebhook(body.toString(), at).headers;
  const token = authorization.replace("Bearer ", "");

  it("is accepted by Vonage's own package and by us", () => {
    expect(verifySignature(token, secret)).toBe(true);
    expect(signedAt(authorization, body, secret)).toEqual(at);
  });

  it("is refused by both when one byte of it is another", () => {
    const agree = Array.from(token, (char, index) => {
      const other = char === "A" ? "B" : "A";
      const tampered = token.slice(0, index) + other + token.slice(index + 1);
      // The last character of a signature has bits that mean nothing.
      const isSpare = index === token.length - 1;
      const ours = signedAt(`Bearer ${tampered}`, body, secret) !== null;
      return isSpare ? !ours : !ours && !verifySignature(tampered, secret);
    });

    expect(agree).not.toContain(false);
  });

  it("is refused for another body, another hash, another algorithm and another secret", () => {
    const other = Buffer.from(`${body.toString()} `);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const hash = createHash("sha256").update(body).digest("hex");
    const none = `${part({ alg: "none" })}.${part({ iat: 1, payload_hash: hash })}.AAAA`;
    const bad = signedWebhook(body.toString(), at, { payload_hash: undefined }).headers;

    expect([
      signedAt(authorization, other, secret),
      signedAt(bad["authorization"] ?? "", body, secret),
      signedAt(`Bearer ${none}`, body, secret),
      signedAt(authorization, body, `${secret}x`),
      signedAt(authorization, body, ""),
      signedAt("", body, secret),
    ]).toEqual(Array(6).fill(null));
  });

  it("without a time is refused", () => {
    const request = signedWebhook(body.toString(), at, { iat: undefined });

    expect(readCallback(request, account)).toMatchObject({ kind: "refused" });
  });
});
