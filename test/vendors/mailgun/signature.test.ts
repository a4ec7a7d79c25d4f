import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/mailgun/receipt.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";

const account = (webhookSigningKey: string): OpenAccount => ({
  accountId: "account-1",
  baseUrl: "",
  credentials: { apiKey: "x", domain: "mg.acme.id", webhookSigningKey },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "mailgun",
});

// hex(HMAC-SHA256("key-3ax6xnjp29jd6fds4gc373sgvjxteol0", "1529006854" + token)), by openssl:
// printf %s 1529006854a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0 |
//   openssl dgst -sha256 -hmac key-3ax6xnjp29jd6fds4gc373sgvjxteol0
const key = "key-3ax6xnjp29jd6fds4gc373sgvjxteol0";
const proof = {
  timestamp: "1529006854",
  token: "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0",
  signature: "b63c0701c4f4b614f272106a1b367c5c3369bcdca664ae73ebd52787e45eef07",
};
const event = {
  event: "failed",
  severity: "permanent",
  reason: "suppress-bounce",
  id: "G9Bn5sl1TC6nu79C8C0bwg",
  timestamp: 1521233195.375624,
  recipient: "alice@example.com",
  "delivery-status": {
    code: 605,
    message: "",
    description: "Not delivering to previously bounced address",
  },
  message: { headers: { "message-id": "20130503192659.13651.20287@mg.acme.id" } },
  "user-variables": { my_var_1: "Mailgun Variable #1" },
};

function read(signature: Readonly<Record<string, unknown>>, withKey = key) {
  const body = Buffer.from(JSON.stringify({ signature, "event-data": event }));
  const receivedAt = new Date(1_529_006_855_000);
  const request = { method: "POST", url: "/", headers: {}, body, receivedAt };
  return readCallback(request, account(withKey));
}

describe("the signature of Mailgun's webhooks", () => {
  it("is the HMAC of time and token, as another tool computed it", () => {
    expect(read(proof)).toMatchObject({
      kind: "verified",
      receipts: [
        {
          vendorMessageId: "20130503192659.13651.20287@mg.acme.id",
          reference: null,
          status: "UNDELIVERED",
          failureClass: "RECIPIENT_PERMANENT",
          vendorCode: "suppress-bounce",
          isCodeKnown: true,
        },
      ],
    });
    expect(read({ ...proof, timestamp: 1529006854 })).toMatchObject({ kind: "verified" });
  });

  it.each(["timestamp", "token", "signature"] as const)("is bad when its %s is changed", (name) => {
    const value = proof[name];
    const odd = String.fromCharCode(value.charCodeAt(0) ^ 1) + value.slice(1);

    expect(read({ ...proof, [name]: odd })).toMatchObject({ reason: "bad_signature" });
    expect(read({ ...proof, [name]: undefined })).toMatchObject({ reason: "bad_signature" });
  });

  it("is bad under another key, and under none", () => {
    expect(read(proof, `${key}x`)).toMatchObject({ reason: "bad_signature" });
    expect(read(proof, "")).toMatchObject({ reason: "bad_signature" });
  });
});
