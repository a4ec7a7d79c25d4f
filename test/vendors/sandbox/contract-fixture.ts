import { receiptSignature } from "../../../src/sandbox/receipt-sender.js";
import { refusalCodes } from "../../../src/vendors/sandbox/codes.js";
import { sandbox } from "../../../src/vendors/sandbox/sandbox.js";
import type { ContractFixture, SaidReceipt } from "../contract.js";

const callbackSecret = "5d2f1c0a9b8e7f6d5c4b3a2918070605";

function error(status: number, code: string, message = "no") {
  return { status, body: JSON.stringify({ error: { code, message } }) };
}

function wireReceipt({ id, reference, said }: SaidReceipt, at: Date): object {
  const common = { id, ...(reference === null ? {} : { reference }), at: at.toISOString() };
  switch (said) {
    case "delivered":
      return { ...common, status: "delivered" };
    case "undelivered_for_good":
      return { ...common, status: "undelivered", code: "unknown_subscriber" };
    case "undelivered_with_unknown_code":
      return { ...common, status: "undelivered", code: "sunspots" };
    default:
      return said satisfies never;
  }
}

export const sandboxFixture: ContractFixture = {
  adapter: sandbox,
  credentials: { apiKey: "sbx.globex.demo.0123456789abcdef01234567", callbackSecret },
  accepted: (ids) => ({
    status: 202,
    body: JSON.stringify({ status: "accepted", messages: ids.map((id) => ({ id })) }),
  }),
  refusals: [
    ...[...refusalCodes].map(([code, { failureClass }]) => ({
      act: error(400, code),
      failureClass,
    })),
    {
      act: { ...error(429, "throttled"), headers: { "retry-after": "7" } },
      failureClass: "THROTTLED",
      retryAfterMs: 7000,
    },
  ],
  refusalSaying: (text) => error(422, "no_route", text),
  refusalWithUnknownCode: error(400, "constructor"),
  callback(receipts, at) {
    const body = JSON.stringify({ receipts: receipts.map((one) => wireReceipt(one, at)) });
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
  },
  receiptsPerCallMax: 50,
};
