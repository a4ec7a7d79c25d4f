import { awsCallbackSetup, awsCredentials } from "../aws-credentials.js";
import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * Amazon SES, API v2. Events come through an SNS topic that the configuration set names; subscribe
 * the callback's URL to it.
 */
export const ses: VendorAdapter = {
  name: "ses",
  capabilities: {
    product: "Amazon SES",
    transport: "http",
    channels: ["EMAIL"],
    features: ["DELIVERY_RECEIPTS", "READ_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    callbackProof: "SNS signature by certificate, and the topic's ARN",
    idempotentByReference: false,
    senderRequiredOn: ["EMAIL"],
    templateRequiredOn: [],
    maxPerSecondDefault: 14,
    timeoutMs,
    receiptHorizonSec: 24 * 3600,
    credentials: awsCredentials,
    callbackSetup: awsCallbackSetup,
    sandbox: "new accounts are in one: verified addresses, and a simulator of bounces",
  },
  send,
  readCallback,
  checkAccount,
};
