import { formatMicros } from "../../../src/core/money.js";
import { channels } from "../../../src/core/otp/status.js";
import { receiptSignature } from "../../../src/sandbox/receipt-sender.js";
import { refusalCodes } from "../../../src/vendors/sandbox/codes.js";
import { sandbox } from "../../../src/vendors/sandbox/sandbox.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

const callbackSecret = "5d2f1c0a9b8e7f6d5c4b3a2918070605";

function error(status: number, code: string, message = "no") {
  return { status, body: JSON.stringify({ error: { code, message } }) };
}

function accepted(ids: readonly string[], extra: object = {}) {
  const messages = ids.map((id) => ({ id }));
  return { status: 202, body: JSON.stringify({ status: "accepted", messages, ...extra }) };
}

const sms: SendCase = {
  channel: "SMS",
  carries: ["to", "text", "code", "reference"],
  accepted,
  idsMax: 2,
  priced: {
    act: accepted(["id-1"], { price: { amount: "0.0340", currency: "USD" } }),
    price: { micros: 34_000n, currency: "USD" },
  },
  refusals: [...refusalCodes].map(([code, { failureClass }]) => ({
    act: error(400, code),
    failureClass,
  })),
  throttled: (retryAfter) => ({
    ...error(429, "throttled"),
    headers: { "retry-after": retryAfter },
  }),
  refusalSaying: (text) => error(422, "no_route", text),
  refusalWithUnknownCode: error(400, "constructor"),
};

const statuses = {
  delivered: { status: "delivered" },
  read: { status: "read" },
  accepted_by_carrier: { status: "accepted" },
  undelivered_for_good: { status: "undelivered", code: "unknown_subscriber" },
  undelivered_with_unknown_code: { status: "undelivered", code: "sunspots" },
  unknown_status: { status: "toString" },
  refunded: { status: "undelivered", refund: true },
} as const;

function wireReceipt({ id, reference, said, price }: SaidReceipt, at: Date): object {
  return {
    id,
    ...(reference === null ? {} : { reference }),
    at: at.toISOString(),
    ...statuses[said],
    ...(price === null
      ? {}
      : { price: { amount: formatMicros(price.micros), currency: price.currency } }),
  };
}

function proved(body: string, at: Date): CallbackRequest {
  const timestamp = String(at.getTime() / 1000);
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: {
      "x-sandbox-timestamp": timestamp,
      "x-sandbox-signature": receiptSignature(callbackSecret, timestamp, body),
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

const receipts: CallbackCase = {
  callback: (said, at) =>
    proved(JSON.stringify({ receipts: said.map((one) => wireReceipt(one, at)) }), at),
  receiptsPerCallMax: 50,
  signsTime: true,
  proved,
};

export const contractFixture: ContractFixture = {
  adapter: sandbox,
  credentials: { apiKey: "sbx.globex.demo.0123456789abcdef01234567", callbackSecret },
  sends: channels
    .filter((channel) => sandbox.capabilities.channels.includes(channel))
    .map((channel) => ({ ...sms, channel })),
  callbacks: [receipts],
  accountWorks: { status: 200, body: JSON.stringify({ callback_secret: callbackSecret }) },
};
