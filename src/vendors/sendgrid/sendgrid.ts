import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { callbackSetup, credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Twilio SendGrid, Mail Send v3 and the signed event webhook. */
export const sendgrid: VendorAdapter = {
  name: "sendgrid",
  capabilities: {
    product: "Twilio SendGrid",
    transport: "http",
    channels: ["EMAIL"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    callbackProof: "ECDSA of time and body",
    idempotentByReference: false,
    senderRequiredOn: ["EMAIL"],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    // It tries for 72 h.
    receiptHorizonSec: 72 * 3600,
    credentials,
    callbackSetup,
    sandbox: null,
  },
  send,
  readCallback,
  checkAccount,
};
