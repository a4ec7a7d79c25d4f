import { createHash, createHmac } from "node:crypto";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";

const url = "/callbacks/account-1";

/** A report of a service plan with this body, signed at this time as Sinch signs. */
export function signedReport(body: string, at: Date, account: OpenAccount): CallbackRequest {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = "01FJA8B4A7BM43YGWSG9GBV067";
  const signature = createHmac("sha256", account.credentials["webhookSecret"] ?? "")
    .update(`${body}.${nonce}.${timestamp}`)
    .digest("base64");
  return {
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      "x-sinch-webhook-signature": signature,
      "x-sinch-webhook-signature-algorithm": "HmacSHA256",
      "x-sinch-webhook-signature-nonce": nonce,
      "x-sinch-webhook-signature-timestamp": timestamp,
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

/** An event of a verification application, signed at this time as Sinch signs. */
export function signedEvent(body: string, at: Date, account: OpenAccount): CallbackRequest {
  const { applicationKey = "", applicationSecret = "" } = account.credentials;
  const contentType = "application/json; charset=utf-8";
  const timestamp = at.toISOString();
  const digest = body === "" ? "" : createHash("md5").update(body).digest("base64");
  const text = `POST\n${digest}\n${contentType}\nx-timestamp:${timestamp}\n${url}`;
  const signature = createHmac("sha256", Buffer.from(applicationSecret, "base64"))
    .update(text)
    .digest("base64");
  return {
    method: "POST",
    url,
    headers: {
      "content-type": contentType,
      "x-timestamp": timestamp,
      authorization: `Application ${applicationKey}:${signature}`,
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}
