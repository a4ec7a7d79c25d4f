import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { callbackSetup, credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * WhatsApp through Meta's own Cloud API, by authentication templates. `verifyToken` is a
 * word of the owner's choice that Meta repeats when its calls are turned on.
 */
export const metaWhatsapp: VendorAdapter = {
  name: "meta-whatsapp",
  capabilities: {
    product: "WhatsApp Cloud API",
    transport: "http",
    channels: ["WHATSAPP"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    callbackProof: "HMAC-SHA256 of the body, with the app's secret",
    idempotentByReference: false,
    senderRequiredOn: [],
    templateRequiredOn: ["WHATSAPP"],
    // The throughput that every number has.
    maxPerSecondDefault: 80,
    timeoutMs,
    // An authentication message that is not delivered within 10 minutes is dropped.
    receiptHorizonSec: 3600,
    credentials,
    callbackSetup,
    sandbox: "a test number, which writes to five chosen ones",
  },
  send,
  readCallback,
  checkAccount,
};
