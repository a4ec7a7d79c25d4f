import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * All pretend vendors of the sandbox market: they share one wire format and differ in behaviour.
 */
export const sandbox: VendorAdapter = {
  name: "sandbox",
  capabilities: {
    channels: ["SMS", "WHATSAPP", "EMAIL", "VOICE", "MISSED_CALL", "TELEGRAM"],
    features: [
      "DELIVERY_RECEIPTS",
      "READ_RECEIPTS",
      "CUSTOM_CODE",
      "UNICODE",
      "REFUND_UNDELIVERED",
      "PRICE_IN_RECEIPT",
    ],
    idempotentByReference: false,
    senderRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 3600,
    credentialNames: ["apiKey", "callbackSecret"],
  },
  send,
  readCallback,
  checkAccount,
};
