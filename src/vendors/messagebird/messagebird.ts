import type { VendorAdapter } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";
import { send, timeoutMs } from "./send.js";

/**
 * SMS and spoken messages through MessageBird's own REST API, which Bird keeps up. `signingKey` is
 * the key of the dashboard that webhooks are signed with.
 */
export const messagebird: VendorAdapter = {
  name: "messagebird",
  capabilities: {
    product: "MessageBird SMS and Voice Messaging",
    transport: "http",
    channels: ["SMS", "VOICE"],
    features: ["DELIVERY_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "echoed",
    provedByCodeOn: ["VOICE"],
    callbackProof: "JWT (HS256) with hashes of address and body",
    idempotentByReference: false,
    senderRequiredOn: ["SMS"],
    templateRequiredOn: [],
    // Requests that create something, of an account. Unconfirmed.
    maxPerSecondDefault: 500,
    timeoutMs,
    receiptHorizonSec: 72 * 3600,
    credentials,
    sandbox: "test access keys, which send nothing",
  },
  send,
  readCallback,
  checkAccount,
};
