import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Plivo: SMS, and calls that speak. */
export const plivo: VendorAdapter = {
  name: "plivo",
  capabilities: {
    product: "Plivo Messaging and Voice",
    transport: "http",
    channels: ["SMS", "VOICE"],
    features: ["DELIVERY_RECEIPTS", "CUSTOM_CODE", "UNICODE", "PRICE_IN_RECEIPT"],
    reference: "echoed",
    callbackProof: "X-Plivo-Signature-V3: HMAC-SHA256 with the auth token",
    idempotentByReference: false,
    senderRequiredOn: ["SMS", "VOICE"],
    templateRequiredOn: [],
    maxPerSecondDefault: 5,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: "trial accounts, which reach verified numbers",
  },
  send,
  readCallback,
  checkAccount,
};
