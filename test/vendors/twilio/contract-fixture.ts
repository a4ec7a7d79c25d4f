import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { errorCodes } from "../../../src/vendors/twilio/codes.js";
import { twilio } from "../../../src/vendors/twilio/twilio.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, Said, SendCase } from "../fixture.js";

const accountSid = "ACd0a1b2c3d4e5f60718293a4b5c6d7e8f";
const authToken = "5f2a9c1e7b3d4f6081a2b3c4d5e6f708";

function error(status: number, code: number | string, message = "no", headers = {}) {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return { status, headers, body: JSON.stringify(body) };
}

function message(sid: string, changes: object = {}) {
  const common = { status: "queued", num_segments: "1", error_code: null, error_message: null };
  const body = { sid, account_sid: accountSid, ...common, price: null, price_unit: "USD" };
  return { status: 201, body: JSON.stringify({ ...body, ...changes }) };
}

const sms: SendCase = {
  channel: "SMS",
  message: { from: "+15005550006" },
  carries: ["to", "from", "text", "reference"],
  accepted: ([sid = ""]) => message(sid),
  idsMax: 1,
  priced: {
    act: message("SM1", { price: "-0.04450", price_unit: "USD" }),
    price: { micros: 44_500n, currency: "USD" },
  },
  refusals: [
    ...[...errorCodes]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([code, failureClass]) => ({ act: error(400, Number(code)), failureClass })),
    {
      act: message("SM1", { status: "failed", error_code: 21610 }),
      failureClass: "RECIPIENT_PERMANENT",
      charged: "maybe",
    },
  ],
  throttled: (retryAfter) => error(429, 20429, "Too Many Requests", { "retry-after": retryAfter }),
  refusalSaying: (text) => error(400, 21211, text),
  refusalWithUnknownCode: error(400, 29999),
};

const whatsapp: SendCase = {
  ...sms,
  channel: "WHATSAPP",
  message: {
    from: "+14155238886",
    vendorTemplateName: "HX0123456789abcdef0123456789abcdef",
  },
  carries: ["to", "from", "code", "template", "reference"],
};

/** A call signed by Twilio's own package. */
export function signedByTwilio(
  form: Record<string, string>,
  url: string,
  receivedAt: Date,
  token = authToken,
): CallbackRequest {
  return {
    method: "POST",
    url: url.replace(/^https?:\/\/[^/]+/, ""),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": getExpectedTwilioSignature(token, url, form),
    },
    body: Buffer.from(new URLSearchParams(form).toString()),
    receivedAt,
  };
}

const sayings: Readonly<Record<Said, Record<string, string>>> = {
  delivered: { MessageStatus: "delivered" },
  read: { MessageStatus: "read" },
  accepted_by_carrier: { MessageStatus: "sent" },
  undelivered_for_good: { MessageStatus: "undelivered", ErrorCode: "30005" },
  undelivered_with_unknown_code: { MessageStatus: "undelivered", ErrorCode: "39999" },
  unknown_status: { MessageStatus: "constructor" },
  refunded: {},
};

function addressOf(account: OpenAccount, reference: string | null): string {
  return reference === null ? account.callbackUrl : `${account.callbackUrl}?ref=${reference}`;
}

const status: CallbackCase = {
  callback: ([receipt], at, account) =>
    signedByTwilio(
      {
        AccountSid: accountSid,
        ApiVersion: "2010-04-01",
        From: "+15005550006",
        MessageSid: receipt?.id ?? "",
        SmsSid: receipt?.id ?? "",
        SmsStatus: sayings[receipt?.said ?? "delivered"]["MessageStatus"] ?? "",
        To: "+6281234567890",
        ...sayings[receipt?.said ?? "delivered"],
      },
      addressOf(account, receipt?.reference ?? null),
      at,
    ),
  receiptsPerCallMax: 1,
  cannotSay: ["refunded"],
  signsTime: false,
  proved: (body, at, account) => {
    const form = Object.fromEntries(new URLSearchParams(body));
    return { ...signedByTwilio(form, account.callbackUrl, at), body: Buffer.from(body) };
  },
};

export const contractFixture: ContractFixture = {
  adapter: twilio,
  credentials: { accountSid, authToken },
  publicCredentials: ["accountSid"],
  idOf: (n) => `SM${String(n).padStart(32, "0")}`,
  sends: [sms, whatsapp],
  callbacks: [status],
  accountWorks: { status: 200, body: JSON.stringify({ status: "active", type: "Full" }) },
};
