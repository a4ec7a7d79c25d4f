import { createHmac } from "node:crypto";
import { formatMicros } from "../../../src/core/money.js";
import { channels } from "../../../src/core/otp/status.js";
import { generic } from "../../../src/vendors/generic/generic.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import { citcallMapping } from "./citcall-mapping.js";
import { wavecellMapping } from "./wavecell-mapping.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

/** A mapping of this folder, as a tenant would paste it. */
export function exampleMapping(name: "citcall" | "wavecell"): string {
  return JSON.stringify(name === "citcall" ? citcallMapping : wavecellMapping, null, 2);
}

const callbackSecret = "b0e1f2a3d4c5960718293a4b5c6d7e8f";
const rupiah = { micros: 350_000_000n, currency: "IDR" };

const json = (status: number, body: object) => ({ status, body: JSON.stringify(body) });
const refusal = (rc: string, info = "no") => json(200, { rc, info });

const oneChannel: SendCase = {
  channel: "SMS",
  carries: ["to", "text", "code", "reference"],
  accepted: ([trxid]) => json(200, { rc: "00", trxid }),
  idsMax: 1,
  priced: { act: json(200, { rc: "00", trxid: "id-1", price: "350" }), price: rupiah },
  refusals: [
    { act: refusal("06"), failureClass: "ACCOUNT" },
    { act: refusal("07"), failureClass: "ACCOUNT" },
    { act: refusal("14"), failureClass: "RECIPIENT_PERMANENT" },
    { act: refusal("34"), failureClass: "ROUTE_BLOCKED" },
    { act: refusal("42"), failureClass: "CONTENT" },
    { act: refusal("76"), failureClass: "RECIPIENT_TEMPORARY" },
    { act: refusal("89"), failureClass: "VENDOR_DOWN" },
    { act: json(401, {}), failureClass: "ACCOUNT" },
  ],
  throttled: (retryAfter) => ({ ...json(429, {}), headers: { "retry-after": retryAfter } }),
  refusalSaying: (text) => refusal("34", text),
  refusalWithUnknownCode: refusal("constructor"),
};

const said = {
  delivered: { result: "Success" },
  read: { result: "Read" },
  accepted_by_carrier: { result: "Sent" },
  undelivered_for_good: { result: "Failed", error: "UNKNOWN SUBSCRIBER" },
  undelivered_with_unknown_code: { result: "Failed", error: "SUNSPOTS" },
  unknown_status: { result: "toString" },
  refunded: { result: "Success" },
} as const;

function report(receipt: SaidReceipt) {
  return {
    trxid: receipt.id,
    ...(receipt.reference === null ? {} : { client_ref: receipt.reference }),
    ...said[receipt.said],
    time: "2026-01-02 10:04:05",
    ...(receipt.price === null ? {} : { price: formatMicros(receipt.price.micros) }),
  };
}

function proved(body: string, at: Date): CallbackRequest {
  const timestamp = String(at.getTime() / 1000);
  const signature = createHmac("sha256", callbackSecret).update(`${timestamp}.${body}`);
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: { "x-timestamp": timestamp, "x-signature": `v1=${signature.digest("hex")}` },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

const callback: CallbackCase = {
  callback: (receipts, at) => proved(JSON.stringify({ reports: receipts.map(report) }), at),
  receiptsPerCallMax: 20,
  cannotSay: ["refunded"],
  signsTime: true,
  proved,
  price: rupiah,
};

export const contractFixture: ContractFixture = {
  adapter: generic,
  credentials: {
    mapping: exampleMapping("citcall"),
    apiKey: "a2V5LW9mLXRoZS1hY2NvdW50",
    callbackSecret,
  },
  publicCredentials: ["mapping"],
  sends: channels.map((channel) => ({ ...oneChannel, channel })),
  callbacks: [callback],
  accountWorks: json(200, { rc: "00", balance: 12 }),
};
