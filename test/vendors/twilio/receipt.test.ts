import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCodes, statuses } from "../../../src/vendors/twilio/codes.js";
import { readCallback } from "../../../src/vendors/twilio/receipt.js";
import { isSignedByTwilio } from "../../../src/vendors/twilio/signature.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture, signedByTwilio } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "twilio",
};
const token = contractFixture.credentials["authToken"] ?? "";
const address = `${account.callbackUrl}?ref=AZ-_09`;

function read(form: Record<string, string>, url = address) {
  return readCallback(signedByTwilio({ MessageSid: "SM1", ...form }, url, at), account);
}

function receiptOf(form: Record<string, string>) {
  const result = read(form);
  return result.kind === "verified" ? (result.receipts[0] ?? null) : result.reason;
}

describe("a status callback of Twilio", () => {
  const told = [...statuses].filter(([, meaning]) => meaning !== null);

  it.each(told)("that says %s means %s", (status, meaning) => {
    expect(receiptOf({ MessageStatus: status })).toMatchObject({
      status: meaning,
      reference: "AZ-_09",
      isCodeKnown: true,
    });
  });

  it.each([...statuses.keys()].filter((status) => statuses.get(status) === null))(
    "that says %s brings nothing new",
    (status) => {
      expect(receiptOf({ MessageStatus: status })).toBeNull();
    },
  );

  it.each([...errorCodes])("of a loss by code %s is of class %s", (code, failureClass) => {
    expect(receiptOf({ MessageStatus: "undelivered", ErrorCode: code })).toMatchObject({
      failureClass,
      vendorCode: code,
      isCodeKnown: true,
    });
  });

  it("of a loss without a code does not guess", () => {
    for (const ErrorCode of ["", "0"]) {
      expect(receiptOf({ MessageStatus: "failed", ErrorCode })).toMatchObject({
        status: "REJECTED",
        failureClass: "OUTCOME_UNKNOWN",
        vendorCode: null,
        isCodeKnown: true,
      });
    }
  });

  it("that names no message, or no status, is malformed though well signed", () => {
    expect(receiptOf({ MessageSid: "", MessageStatus: "sent" })).toBe("malformed");
    expect(receiptOf({})).toBe("malformed");
  });

  it("is refused when the reference in its address was changed", () => {
    const request = signedByTwilio({ MessageSid: "SM1", MessageStatus: "sent" }, address, at);
    const result = readCallback({ ...request, url: request.url.replace("AZ", "AY") }, account);

    expect(result).toMatchObject({ kind: "refused", reason: "bad_signature" });
  });
});

describe("the signature of Twilio's own package and ours", () => {
  it("accept the same calls, with the port, without it, and with names that come twice", () => {
    const urls = fc.constantFrom(
      address,
      "https://sandi.example:8443/callbacks/a?ref=1",
      "https://sandi.example:443/callbacks/a",
      "http://127.0.0.1:4000/callbacks/a?x=%2B%20",
      "http://[::1]:4000/callbacks/a",
    );
    const names = fc.constantFrom("To", "From", "MessageSid", "ErrorCode", "Ä");
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: "grapheme" })), urls, (form, url) => {
        const { headers } = signedByTwilio(form, url, at);
        const signature = headers["x-twilio-signature"] ?? "";
        const others = url.replace("callbacks", "callbackz");

        for (const candidate of [url, url.replace(/:443(?=\/)/, ""), others]) {
          expect(isSignedByTwilio(token, signature, candidate, new URLSearchParams(form))).toBe(
            validateRequest(token, signature, candidate, form),
          );
        }
      }),
    );
  });

  it("sort and join the values of a name that comes twice in the same way", () => {
    const form = new URLSearchParams("b=2&a=9&a=1&a=9");
    const { headers } = signedByTwilio({ a: ["9", "1", "9"], b: "2" } as never, address, at);
    const signature = headers["x-twilio-signature"] ?? "";

    expect(isSignedByTwilio(token, signature, address, form)).toBe(true);
    expect(isSignedByTwilio("", signature, address, form)).toBe(false);
  });
});
