import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { sendFeedback } from "./feedback.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";
import { checkSendAbility } from "./send-ability.js";

/** Codes in Telegram, through its Gateway; `from` is a verified channel's name. */
export const telegram: VendorAdapter = {
  name: "telegram",
  capabilities: {
    product: "Telegram Gateway",
    transport: "http",
    channels: ["TELEGRAM"],
    features: [
      "DELIVERY_RECEIPTS",
      "READ_RECEIPTS",
      "CUSTOM_CODE",
      "REFUND_UNDELIVERED",
      "PRICE_IN_RECEIPT",
      "NUMBER_CHECK",
    ],
    reference: "echoed",
    callbackProof: "HMAC-SHA256 of time and body, with the SHA-256 of the token",
    idempotentByReference: false,
    senderRequiredOn: [],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 3600,
    credentials,
    sandbox: "codes to the number of the account itself are free",
  },
  send,
  readCallback,
  checkAccount,
  feedback: { channels: ["TELEGRAM"], wantsCode: true, tell: sendFeedback },
  lookUpNumber: { ask: checkSendAbility, reaches: ["TELEGRAM"] },
};
