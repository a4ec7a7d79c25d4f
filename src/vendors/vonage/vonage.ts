import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { sendFeedback } from "./feedback.js";
import { numberInsight } from "./number-insight.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/** Vonage: SMS, WhatsApp, Viber and RCS by its Messages API, calls by its Voice API. */
export const vonage: VendorAdapter = {
  name: "vonage",
  capabilities: {
    product: "Vonage Messages and Voice",
    transport: "http",
    channels: ["SMS", "WHATSAPP", "VIBER", "RCS", "VOICE"],
    features: [
      "DELIVERY_RECEIPTS",
      "READ_RECEIPTS",
      "CUSTOM_CODE",
      "UNICODE",
      "PRICE_IN_RECEIPT",
      "NUMBER_CHECK",
    ],
    reference: "echoed",
    callbackProof: "JWT (HS256) with the body's SHA-256",
    idempotentByReference: false,
    senderRequiredOn: ["SMS", "WHATSAPP", "VIBER", "RCS"],
    templateRequiredOn: ["WHATSAPP"],
    maxPerSecondDefault: 30,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: "messages-sandbox.nexmo.com for WhatsApp and Viber",
  },
  feedback: {
    channels: ["SMS", "VOICE"],
    tell: (conversion, account, http) => {
      const channel = conversion.channel === "VOICE" ? "VOICE" : "SMS";
      return sendFeedback({ ...conversion, channel }, account, http);
    },
  },
  send,
  readCallback,
  checkAccount,
  lookUpNumber: { ask: numberInsight, reaches: ["SMS", "VOICE"] },
};
