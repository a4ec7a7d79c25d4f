import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { lookup } from "./lookup.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Twilio Programmable Messaging: SMS, and WhatsApp by content template. */
export const twilio: VendorAdapter = {
  name: "twilio",
  capabilities: {
    product: "Twilio Programmable Messaging",
    transport: "http",
    channels: ["SMS", "WHATSAPP"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE", "NUMBER_CHECK"],
    reference: "echoed",
    callbackProof: "X-Twilio-Signature: HMAC-SHA1 with the auth token",
    idempotentByReference: false,
    senderRequiredOn: ["SMS", "WHATSAPP"],
    templateRequiredOn: ["WHATSAPP"],
    // A long code in North America; others are faster, and Twilio queues for 10 hours.
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: "test credentials; magic numbers such as +15005550006",
  },
  send,
  readCallback,
  checkAccount,
  lookUpNumber: { ask: lookup, reaches: [] },
};
