import { createHmac } from "node:crypto";
import { formatMicros } from "../../../src/core/money.js";
import { refusalStatuses } from "../../../src/vendors/plivo/codes.js";
import { plivo } from "../../../src/vendors/plivo/plivo.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, Said, SaidReceipt, SendCase } from "../fixture.js";

const authToken = "OWQ4Y2JhNzE2YzM0ZDVlNmY3YTg5";

function refusal(status: number, error = "no", headers = {}) {
  return { status, headers, body: JSON.stringify({ api_id: "a-1", error }) };
}

const sms: SendCase = {
  channel: "SMS",
  message: { from: "+14155550100" },
  carries: ["to", "from", "text", "reference"],
  accepted: (ids) => ({
    status: 202,
    body: JSON.stringify({ api_id: "a-1", message: "message(s) queued", message_uuid: ids }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...refusalStatuses].map(([status, failureClass]) => ({
      act: refusal(Number(status)),
      failureClass,
    })),
    { act: refusal(400, "dst parameter is invalid"), failureClass: "RECIPIENT_PERMANENT" },
    { act: refusal(400, "insufficient credit"), failureClass: "ACCOUNT" },
    {
      act: {
        status: 202,
        body: JSON.stringify({ message_uuid: [], invalid_number: ["6281234567890"] }),
      },
      failureClass: "RECIPIENT_PERMANENT",
    },
  ],
  throttled: (retryAfter) => refusal(429, "Too many requests", { "retry-after": retryAfter }),
  refusalSaying: (text) => refusal(403, text),
  refusalWithUnknownCode: refusal(418),
};

const voice: SendCase = {
  ...sms,
  channel: "VOICE",
  carries: ["to", "from", "reference"],
  accepted: ([id = ""]) => ({
    status: 201,
    body: JSON.stringify({ api_id: "a-1", message: "call fired", request_uuid: id }),
  }),
  refusals: sms.refusals.slice(0, -1),
};

/** A call signed as Plivo signs its V3: over the address, the sorted form and a nonce. */
export function signedByPlivo(
  form: Record<string, string>,
  url: string,
  receivedAt: Date,
  nonce = "12345678901234567890",
): CallbackRequest {
  const fields = Object.keys(form)
    .toSorted()
    .map((name) => `${name}${form[name]}`)
    .join("");
  const [base = "", query = ""] = url.split("?");
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`);
  const sorted = pairs.toSorted().join("&");
  const mark = sorted !== "" || fields !== "" ? "?" : "";
  const dot = sorted !== "" && fields !== "" ? "." : "";
  const signed = `${base}${mark}${sorted}${dot}${fields}.${nonce}`;
  return {
    method: "POST",
    url: url.replace(/^https?:\/\/[^/]+/, ""),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-plivo-signature-v3": createHmac("sha256", authToken).update(signed).digest("base64"),
      "x-plivo-signature-v3-nonce": nonce,
    },
    body: Buffer.from(new URLSearchParams(form).toString()),
    receivedAt,
  };
}

const messageSayings: Readonly<Record<Said, Record<string, string>>> = {
  delivered: { Status: "delivered" },
  read: {},
  accepted_by_carrier: { Status: "sent" },
  undelivered_for_good: { Status: "undelivered", ErrorCode: "70" },
  undelivered_with_unknown_code: { Status: "failed", ErrorCode: "777" },
  unknown_status: { Status: "constructor" },
  refunded: {},
};

const callSayings: Readonly<Record<Said, Record<string, string>>> = {
  delivered: { CallStatus: "completed", HangupCauseCode: "4010", Duration: "12" },
  read: {},
  accepted_by_carrier: { CallStatus: "ringing" },
  undelivered_for_good: { CallStatus: "failed", HangupCauseCode: "3050" },
  undelivered_with_unknown_code: { CallStatus: "failed", HangupCauseCode: "7777" },
  unknown_status: { CallStatus: "constructor" },
  refunded: {},
};

function addressOf(account: OpenAccount, reference: string | null): string {
  return reference === null ? account.callbackUrl : `${account.callbackUrl}?ref=${reference}`;
}

function callbackCase(
  name: string,
  formOf: (receipt: SaidReceipt) => Record<string, string>,
): CallbackCase {
  return {
    name,
    callback: ([receipt], at, account) =>
      signedByPlivo(
        receipt === undefined ? {} : formOf(receipt),
        addressOf(account, receipt?.reference ?? null),
        at,
      ),
    receiptsPerCallMax: 1,
    cannotSay: ["read", "refunded"],
    signsTime: false,
    proved: (body, at, account) => {
      const form = Object.fromEntries(new URLSearchParams(body));
      return { ...signedByPlivo(form, account.callbackUrl, at), body: Buffer.from(body) };
    },
  };
}

const messages = callbackCase("of a message", ({ id, said, price }) => ({
  From: "14155550100",
  To: "6281234567890",
  MessageUUID: id,
  ParentMessageUUID: id,
  PartInfo: "1 of 1",
  Units: "1",
  MCC: "510",
  MNC: "10",
  ...(price === null ? {} : { TotalAmount: formatMicros(price.micros), TotalRate: "0.01" }),
  ...messageSayings[said],
}));

const calls = callbackCase("of a call", ({ id, said, price }) => ({
  CallUUID: `leg-of-${id}`,
  RequestUUID: id,
  Direction: "outbound",
  Event: "Hangup",
  ...(price === null ? {} : { TotalCost: formatMicros(price.micros) }),
  ...callSayings[said],
}));

export const contractFixture: ContractFixture = {
  adapter: plivo,
  credentials: { authId: "MAXXXXXXXXXXXXXXXXXX", authToken },
  publicCredentials: ["authId"],
  idOf: (n) => `db3ce55a-7f1d-11e1-8ea7-${String(n).padStart(12, "0")}`,
  sends: [sms, voice],
  callbacks: [messages, calls],
  accountWorks: {
    status: 200,
    body: JSON.stringify({ name: "Acme", cash_credits: "12.50000", auto_recharge: false }),
  },
};
