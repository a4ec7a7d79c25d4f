import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { lookUpNumber } from "./number-lookup.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * SMS, WhatsApp templates, Viber messages and spoken messages through Infobip. `callbackSecret` is
 * of the owner's choice: Infobip signs nothing, so the address that it calls holds a proof made
 * from it, or it gives it as the password of HTTP Basic authentication.
 */
export const infobip: VendorAdapter = {
  name: "infobip",
  capabilities: {
    product: "Infobip",
    transport: "http",
    channels: ["SMS", "WHATSAPP", "VIBER", "VOICE"],
    features: [
      "DELIVERY_RECEIPTS",
      "READ_RECEIPTS",
      "CUSTOM_CODE",
      "UNICODE",
      "PRICE_IN_RECEIPT",
      "NUMBER_CHECK",
    ],
    reference: "echoed",
    callbackProof: "a secret in the address, or HTTP Basic",
    idempotentByReference: false,
    senderRequiredOn: ["WHATSAPP", "VIBER"],
    templateRequiredOn: ["WHATSAPP"],
    maxPerSecondDefault: null,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: "a trial account, which writes to its owner's number",
  },
  send,
  readCallback,
  checkAccount,
  lookUpNumber: { ask: lookUpNumber, reaches: ["SMS", "VOICE"] },
};
