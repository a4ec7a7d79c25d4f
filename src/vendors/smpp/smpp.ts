import { refusedCallback } from "../callback-results.js";
import { sendOnce } from "../send-once.js";
import type { OpenAccount, ReceiptSink, VendorAdapter, VendorConnection } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { connectSmpp } from "./connection.js";
import { credentials } from "./credentials.js";
import { usualTiming } from "./timing.js";

function connect(account: OpenAccount, receive: ReceiptSink): VendorConnection {
  return connectSmpp(account, receive, usualTiming);
}

/**
 * SMS through any SMSC that speaks SMPP 3.4; its address is `smpp://host:port?…`, see
 * smsc-address.ts. Receipts come over the connection itself.
 */
export const smpp: VendorAdapter = {
  name: "smpp",
  capabilities: {
    product: "Any carrier's SMSC",
    transport: "smpp",
    channels: ["SMS"],
    features: ["DELIVERY_RECEIPTS", "CUSTOM_CODE", "UNICODE"],
    reference: "none",
    callbackProof: null,
    idempotentByReference: false,
    senderRequiredOn: [],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    timeoutMs: usualTiming.messageMs,
    receiptHorizonSec: 24 * 3600,
    credentials,
    sandbox: null,
  },
  connect,
  send: sendOnce(connect),
  readCallback: () => refusedCallback("malformed"),
  checkAccount,
};
