import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * SMS and WhatsApp templates through Telnyx. `messagingProfileId` names the profile that sends;
 * `publicKey` is the key of the portal that webhooks are signed with, base64.
 */
export const telnyx: VendorAdapter = {
  name: "telnyx",
  capabilities: {
    product: "Telnyx Messaging",
    transport: "http",
    channels: ["SMS", "WHATSAPP"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE", "PRICE_IN_RECEIPT"],
    reference: "echoed",
    callbackProof: "Ed25519 over time and body",
    idempotentByReference: false,
    senderRequiredOn: ["WHATSAPP"],
    templateRequiredOn: ["WHATSAPP"],
    // Of an account; single numbers are slower. Unconfirmed.
    maxPerSecondDefault: 50,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: null,
  },
  send,
  readCallback,
  checkAccount,
};
