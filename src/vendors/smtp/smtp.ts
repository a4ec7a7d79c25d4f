import { sendOnce } from "../send-once.js";
import type { OpenAccount, VendorAdapter, VendorConnection } from "../vendor.js";
import { checkAccount } from "./check-account.js";
import { connectSmtp } from "./connection.js";
import { credentials } from "./credentials.js";
import { readCallback } from "./receipt.js";

const connect = (account: OpenAccount): VendorConnection => connectSmtp(account);

/**
 * Any mail server, by SMTP. It is the server's word that counts: notifications of delivery are not
 * asked for, because they come as mails, late, and to somebody else.
 */
export const smtp: VendorAdapter = {
  name: "smtp",
  capabilities: {
    product: "SMTP (any mail server)",
    transport: "smtp",
    channels: ["EMAIL"],
    features: ["CUSTOM_CODE", "UNICODE"],
    reference: "sent",
    callbackProof: null,
    idempotentByReference: false,
    senderRequiredOn: ["EMAIL"],
    templateRequiredOn: [],
    maxPerSecondDefault: null,
    // Seven seconds each for a turn, a session that has gone, a new one and the message.
    timeoutMs: 30_000,
    receiptHorizonSec: 0,
    credentials,
    sandbox: null,
  },
  connect,
  send: sendOnce(connect),
  readCallback,
  checkAccount,
};
