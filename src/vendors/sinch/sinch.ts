import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { callbackSetup, credentials } from "./credentials.js";
import { sendFeedback } from "./feedback.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * SMS through a service plan of Sinch, and flash calls through a verification application, whose
 * callback address has to be the account's. Whoever only has people called gives "-" for the
 * credentials of SMS. The sender of a flash call stands for a range of numbers: the code takes the
 * place of its last digits.
 */
export const sinch: VendorAdapter = {
  name: "sinch",
  capabilities: {
    product: "Sinch SMS and Verification (flash call)",
    transport: "http",
    channels: ["SMS", "MISSED_CALL"],
    features: ["DELIVERY_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    // Nobody takes a call that ends by itself: Sinch says when it was refused or failed, and that
    // it worked once the number that called was reported back.
    provedByCodeOn: ["MISSED_CALL"],
    callbackProof: "HMAC-SHA256 of body, nonce and time; of calls the signed request of Sinch",
    idempotentByReference: false,
    senderRequiredOn: ["MISSED_CALL"],
    templateRequiredOn: [],
    // Of a new service plan. Unconfirmed.
    maxPerSecondDefault: 30,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    callbackSetup,
    sandbox: null,
  },
  send,
  readCallback,
  checkAccount,
  feedback: { channels: ["MISSED_CALL"], wantsCode: true, tell: sendFeedback },
};
