import { channels } from "../../core/otp/status.js";
import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { checkCredentials } from "./check-credentials.js";
import { callbackSetup, credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Any vendor of single HTTP requests, described by a mapping instead of code. */
export const generic: VendorAdapter = {
  name: "generic",
  capabilities: {
    product: "Any HTTP vendor, by a mapping",
    transport: "http",
    channels: [...channels],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE", "PRICE_IN_RECEIPT"],
    reference: "echoed",
    callbackProof: "HMAC, a shared secret or basic authentication, as the mapping says",
    idempotentByReference: false,
    senderRequiredOn: [],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 24 * 3600,
    credentials,
    callbackSetup,
    sandbox: null,
  },
  send,
  readCallback,
  checkAccount,
  checkCredentials,
};
