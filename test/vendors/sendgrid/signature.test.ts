import { EventWebhook } from "@sendgrid/eventwebhook";
import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/sendgrid/receipt.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture, signedEvents, webhookKey } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account = (credentials = contractFixture.credentials): OpenAccount => ({
  accountId: "account-1",
  baseUrl: "",
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "sendgrid",
});
const timeHeader = "x-twilio-email-event-webhook-timestamp";
const signatureHeader = "x-twilio-email-event-webhook-signature";

function theyAccept(body: Buffer, headers: Readonly<Record<string, string | undefined>>): boolean {
  const webhook = new EventWebhook();
  const key = webhook.convertPublicKeyToECDSA(webhookKey);
  const signature = headers[signatureHeader] ?? "";
  return webhook.verifySignature(key, body, signature, headers[timeHeader] ?? "");
}

describe("the signature of SendGrid's event webhook", () => {
  it("is good for SendGrid's own verifier and for us, of a changed body for neither", () => {
    const body = JSON.stringify([{ event: "delivered", email: "ü@example.org", timestamp: 1 }]);
    const call = signedEvents(body, at);

    expect(theyAccept(call.body, call.headers)).toBe(true);
    expect(readCallback(call, account()).kind).toBe("verified");
    for (const place of [0, 10, call.body.length - 1]) {
      const changed = Buffer.from(call.body);
      changed[place] = (changed[place] ?? 0) ^ 1;

      expect(theyAccept(changed, call.headers)).toBe(false);
      expect(readCallback({ ...call, body: changed }, account())).toMatchObject({
        reason: "bad_signature",
      });
    }
  });

  it("of another time is good for nobody", () => {
    const call = signedEvents("[]", at);
    const headers = { ...call.headers, [timeHeader]: String(at.getTime() / 1000 + 1) };

    expect(theyAccept(call.body, headers)).toBe(false);
    expect(readCallback({ ...call, headers }, account())).toMatchObject({
      reason: "bad_signature",
    });
  });

  // The key, body, signature and time of @sendgrid/eventwebhook's own tests.
  it("is read as in SendGrid's own tests, with the key as its settings show it", () => {
    const publicKey =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3G" +
      "Rqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
    const timestamp = "1600112502";
    const signature =
      "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M" +
      "15TluLtEZtM=";
    const event = {
      email: "hello@world.com",
      event: "dropped",
      reason: "Bounced Address",
      sg_event_id: "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",
      sg_message_id: "LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0",
      "smtp-id": "<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>",
      timestamp: 1600112492,
    };
    const call = {
      method: "POST",
      url: "/",
      headers: { [timeHeader]: timestamp, [signatureHeader]: signature },
      body: Buffer.from(`${JSON.stringify([event])}\r\n`),
      receivedAt: new Date(1_600_112_503_000),
    };
    const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`;

    for (const key of [publicKey, pem]) {
      expect(readCallback(call, account({ apiKey: "x", webhookKey: key }))).toMatchObject({
        kind: "verified",
        receipts: [
          {
            vendorMessageId: "LRzXl_NHStOGhQ4kofSm_A",
            status: "REJECTED",
            failureClass: "RECIPIENT_PERMANENT",
            vendorCode: "Bounced Address",
          },
        ],
      });
    }
  });
});
