import { awsCallbackSetup, awsCredentials } from "../aws-credentials.js";
import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { sendFeedback } from "./feedback.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * AWS End User Messaging, API PinpointSMSVoiceV2. Events come through an SNS topic that the
 * configuration set names; subscribe the callback's URL to it.
 */
export const awsSms: VendorAdapter = {
  name: "aws-sms",
  capabilities: {
    product: "AWS End User Messaging SMS",
    transport: "http",
    channels: ["SMS", "VOICE"],
    features: ["DELIVERY_RECEIPTS", "CUSTOM_CODE", "UNICODE", "PRICE_IN_RECEIPT"],
    reference: "echoed",
    callbackProof: "SNS signature by certificate, and the topic's ARN",
    idempotentByReference: false,
    senderRequiredOn: ["VOICE"],
    templateRequiredOn: [],
    maxPerSecondDefault: 20,
    timeoutMs,
    // After 72 h without word Amazon says that it does not know.
    receiptHorizonSec: 72 * 3600,
    credentials: awsCredentials,
    callbackSetup: awsCallbackSetup,
    sandbox: "new accounts are in one: verified numbers only",
  },
  feedback: { channels: ["SMS", "VOICE"], tell: sendFeedback },
  send,
  readCallback,
  checkAccount,
};
