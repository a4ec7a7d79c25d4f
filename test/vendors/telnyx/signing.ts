import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";

// An Ed25519 key of 32 chosen bytes, in PKCS #8.
const key = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${"5a".repeat(32)}`, "hex"),
  format: "der",
  type: "pkcs8",
});

/** The public key as Telnyx's portal shows it. */
export const publicKey = Buffer.from(
  createPublicKey(key).export({ format: "jwk" }).x ?? "",
  "base64url",
).toString("base64");

/** A webhook with this body, signed at this time as Telnyx signs. */
export function signedWebhook(body: string, at: Date): CallbackRequest {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), key).toString("base64");
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: {
      "content-type": "application/json",
      "telnyx-timestamp": timestamp,
      "telnyx-signature-ed25519": signature,
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}
