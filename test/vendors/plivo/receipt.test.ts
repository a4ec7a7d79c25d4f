import fc from "fast-check";
import { validateV3Signature } from "plivo";
import { describe, expect, it } from "vitest";
import {
  callStatuses,
  hangupCauses,
  messageCodes,
  messageStatuses,
  spokenCauses,
} from "../../../src/vendors/plivo/codes.js";
import { readCallback } from "../../../src/vendors/plivo/receipt.js";
import { isSignedByPlivo } from "../../../src/vendors/plivo/signature.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture, signedByPlivo } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "plivo",
};
const token = contractFixture.credentials["authToken"] ?? "";
const address = `${account.callbackUrl}?ref=AZ-_09`;

function receiptOf(form: Record<string, string>) {
  const result = readCallback(signedByPlivo(form, address, at), account);
  return result.kind === "verified" ? (result.receipts[0] ?? null) : result.reason;
}

const message = { MessageUUID: "m-1" };
const call = { CallUUID: "leg-1", RequestUUID: "c-1" };

describe("a status of a message at Plivo", () => {
  const told = [...messageStatuses].filter(([, meaning]) => meaning !== null);

  it.each(told)("that says %s means %s", (Status, meaning) => {
    expect(receiptOf({ ...message, Status })).toMatchObject({
      vendorMessageId: "m-1",
      reference: "AZ-_09",
      status: meaning,
      isCodeKnown: true,
    });
  });

  it("that says queued brings nothing new", () => {
    expect(receiptOf({ ...message, Status: "queued" })).toBeNull();
  });

  it.each([...messageCodes])("of a loss by code %s is of class %s", (ErrorCode, failureClass) => {
    expect(receiptOf({ ...message, Status: "undelivered", ErrorCode })).toMatchObject({
      failureClass,
      vendorCode: ErrorCode,
      isCodeKnown: true,
    });
  });

  it("of one part names the whole message, its part, and what the part costs", () => {
    const part = { MessageUUID: "m-2", ParentMessageUUID: "m-1", PartInfo: "2 of 3", Units: "3" };
    const price = { TotalRate: "0.00550", TotalAmount: "0.01650" };

    expect(receiptOf({ ...part, ...price, Status: "delivered" })).toMatchObject({
      vendorMessageId: "m-1",
      part: 2,
      price: { micros: 5500n, currency: "USD" },
    });
  });

  it("of a message of one part speaks of the whole, and costs its whole amount", () => {
    const part = { ParentMessageUUID: "m-1", PartInfo: "1 of 1", TotalAmount: "0.01650" };

    expect(receiptOf({ ...message, ...part, Status: "sent" })).toMatchObject({
      part: null,
      price: { micros: 16_500n, currency: "USD" },
    });
  });

  it("that says 0 costs nothing only when it is lost", () => {
    const free = { ...message, TotalAmount: "0.00000" };

    expect(receiptOf({ ...free, Status: "sent" })).toMatchObject({ price: null });
    expect(receiptOf({ ...free, Status: "failed" })).toMatchObject({
      price: { micros: 0n, currency: "USD" },
    });
  });
});

describe("the end of a call at Plivo", () => {
  it.each([...callStatuses])("that says %s means %s", (CallStatus, meaning) => {
    expect(receiptOf({ ...call, CallStatus })).toMatchObject({
      vendorMessageId: "c-1",
      reference: "AZ-_09",
      status: meaning,
      isCodeKnown: true,
    });
  });

  it.each([...hangupCauses])("by cause %s is of class %s", (HangupCauseCode, failureClass) => {
    expect(receiptOf({ ...call, CallStatus: "failed", HangupCauseCode })).toMatchObject({
      status: "UNDELIVERED",
      failureClass,
      vendorCode: HangupCauseCode,
      isCodeKnown: true,
    });
  });

  it.each([...spokenCauses])("by cause %s means that it was heard", (HangupCauseCode) => {
    const end = { ...call, CallStatus: "completed", HangupCauseCode, TotalCost: "0.01200" };

    expect(receiptOf(end)).toMatchObject({
      status: "DELIVERED",
      isCodeKnown: true,
      price: { micros: 12_000n, currency: "USD" },
    });
  });

  it.each([
    ["before the words", "7011", "OUTCOME_UNKNOWN"],
    ["because a machine answered", "9100", "RECIPIENT_TEMPORARY"],
  ])("that was answered and cut %s is lost", (_, HangupCauseCode, failureClass) => {
    const end = { ...call, CallStatus: "completed", HangupCauseCode };

    expect(receiptOf(end)).toMatchObject({
      status: "UNDELIVERED",
      failureClass,
      isCodeKnown: true,
    });
  });

  it.each(["busy", "timeout", "no-answer", "failed", "cancel"])(
    "that says %s without a cause has the class of that",
    (CallStatus) => {
      expect(receiptOf({ ...call, CallStatus })).toMatchObject({
        failureClass: hangupCauses.get(CallStatus),
        vendorCode: null,
      });
    },
  );
});

describe("the signature of Plivo's own package and ours", () => {
  it("accept and refuse the same calls", () => {
    const names = fc.constantFrom("To", "From", "Status", "MessageUUID", "a b");
    const values = fc.string({ minLength: 1, maxLength: 20 });
    const urls = fc.constantFrom(
      address,
      `${address}&a=1&b=%2B`,
      account.callbackUrl,
      "http://127.0.0.1:4000/callbacks/a?x=y",
    );
    const tampers = fc.constantFrom(
      (text: string) => text,
      (text: string) => `${text}x`,
      (text: string) => text.replace("a", "b"),
    );
    fc.assert(
      fc.property(fc.dictionary(names, values), urls, tampers, (form, url, tamper) => {
        const { headers } = signedByPlivo(form, url, at);
        const nonce = headers["x-plivo-signature-v3-nonce"] ?? "";
        const signature = headers["x-plivo-signature-v3"] ?? "";
        const verdicts = [
          [signature, nonce, url],
          [`old,${signature}`, nonce, url],
          [tamper(signature), nonce, url],
          [signature, `${nonce}1`, url],
          [signature, nonce, tamper(url)],
        ].map(([given = "", once = "", called = ""]) => [
          isSignedByPlivo(token, given, once, called, new URLSearchParams(form)),
          validateV3Signature("POST", called, once, token, given, form),
        ]);

        expect(verdicts[0]).toEqual([true, true]);
        expect(verdicts.filter(([ours, theirs]) => ours !== theirs)).toEqual([]);
      }),
    );
  });

  it("refuse everything without a token or a nonce", () => {
    const { headers } = signedByPlivo(message, address, at, "");
    const signature = headers["x-plivo-signature-v3"] ?? "";

    expect(isSignedByPlivo(token, signature, "", address, new URLSearchParams(message))).toBe(
      false,
    );
    expect(isSignedByPlivo("", signature, "1", address, new URLSearchParams(message))).toBe(false);
  });
});
