import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { callbackSetup, credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Mailgun, Messages v3 and webhooks with JSON. */
export const mailgun: VendorAdapter = {
  name: "mailgun",
  capabilities: {
    product: "Mailgun",
    transport: "http",
    channels: ["EMAIL"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    callbackProof: "HMAC-SHA-256 of time and token",
    idempotentByReference: false,
    senderRequiredOn: ["EMAIL"],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 24 * 3600,
    credentials,
    callbackSetup,
    sandbox: "a domain of its own, to five addresses",
  },
  send,
  readCallback,
  checkAccount,
};
