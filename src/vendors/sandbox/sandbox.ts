import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * All pretend vendors of the sandbox market: they share one wire format and differ in behaviour.
 */
export const sandbox: VendorAdapter = {
  name: "sandbox",
  capabilities: {
    product: "Pretend vendors of the demo",
    transport: "http",
    channels: ["SMS", "WHATSAPP", "EMAIL", "VOICE", "MISSED_CALL", "TELEGRAM"],
    features: [
      "DELIVERY_RECEIPTS",
      "READ_RECEIPTS",
      "CUSTOM_CODE",
      "UNICODE",
      "REFUND_UNDELIVERED",
      "PRICE_IN_RECEIPT",
    ],
    reference: "echoed",
    callbackProof: "HMAC-SHA-256 of time and body",
    idempotentByReference: false,
    senderRequiredOn: [],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 3600,
    credentials,
    sandbox: "all of it is one",
  },
  send,
  readCallback,
  checkAccount,
};
