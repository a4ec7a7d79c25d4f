import { SmsCallbackWebhooks, VerificationCallbackWebhooks } from "@sinch/sdk-core";
import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/sinch/receipt.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { signedEvent, signedReport } from "./signing.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = accountAt(contractFixture, "");
const { webhookSecret = "", applicationKey = "", applicationSecret = "" } = account.credentials;
const smsHooks = new SmsCallbackWebhooks(webhookSecret);
const callHooks = new VerificationCallbackWebhooks({ applicationKey, applicationSecret });

const weAccept = (request: CallbackRequest) => readCallback(request, account).kind === "verified";

const kinds = [
  {
    name: "a report on an SMS",
    good: () =>
      signedReport(
        JSON.stringify({
          type: "recipient_delivery_report_sms",
          batch_id: "01FC66621VHDBN119Z8PMV1QPQ",
          client_reference: "ref-one",
          recipient: "6281234567890",
          status: "Delivered",
          code: 0,
          at: at.toISOString(),
        }),
        at,
        account,
      ),
    theyAccept: ({ headers, body }: CallbackRequest) =>
      smsHooks.validateAuthenticationHeader(headers, body.toString(), "", ""),
    covered: [
      "x-sinch-webhook-signature",
      "x-sinch-webhook-signature-nonce",
      "x-sinch-webhook-signature-timestamp",
    ],
  },
  {
    name: "an event of a flash call",
    good: () =>
      signedEvent(
        JSON.stringify({
          id: "1234567890",
          event: "VerificationResultEvent",
          method: "flashcall",
          identity: { type: "number", endpoint: "+6281234567890" },
          status: "SUCCESSFUL",
        }),
        at,
        account,
      ),
    theyAccept: ({ headers, body, url, method }: CallbackRequest) =>
      callHooks.validateAuthenticationHeader(headers, body.toString(), url, method),
    covered: ["authorization", "x-timestamp", "content-type"],
  },
];

describe.each(kinds)("$name is taken exactly when Sinch's own SDK takes it", (kind) => {
  const both = (request: CallbackRequest) => [kind.theyAccept(request), weAccept(request)];

  it("as it was signed", () => {
    expect(both(kind.good())).toEqual([true, true]);
  });

  it("not with one byte of its body changed", () => {
    const { body } = kind.good();
    for (let index = 0; index < body.length; index += 1) {
      const bytes = Buffer.from(body);
      bytes[index] = (bytes[index] ?? 0) ^ 1;

      expect(both({ ...kind.good(), body: bytes })).toEqual([false, false]);
    }
  });

  it("not with one character of a header changed", () => {
    for (const name of kind.covered) {
      const value = kind.good().headers[name] ?? "";
      const last = value.slice(-2, -1) === "0" ? "1" : "0";
      const tampered = value.slice(0, -2) + last + value.slice(-1);
      const headers = { ...kind.good().headers, [name]: tampered };

      expect({ name, both: both({ ...kind.good(), headers }) }).toEqual({
        name,
        both: [false, false],
      });
    }
  });

  it("not without its signature", () => {
    const [name = ""] = kind.covered;
    const headers = { ...kind.good().headers, [name]: undefined };

    expect(weAccept({ ...kind.good(), headers })).toBe(false);
  });
});

describe("the address that an event was signed for", () => {
  it("is the path of the account's own, whatever a proxy made of it", () => {
    const [, event] = kinds;
    const request = event?.good();

    expect(request !== undefined && weAccept({ ...request, url: "/behind/a/proxy" })).toBe(true);
    const moved = { ...account, callbackUrl: "https://sandi.example/callbacks/account-2" };
    expect(request !== undefined && readCallback(request, moved).kind).toBe("refused");
  });
});
