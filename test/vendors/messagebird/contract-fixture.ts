import { refusalCodes } from "../../../src/vendors/messagebird/codes.js";
import { messagebird } from "../../../src/vendors/messagebird/messagebird.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import type { ContractFixture, SaidReceipt, SendCase } from "../fixture.js";
import { signedToken } from "./signing.js";

function error(code: number, description = "no", parameter: string | null = null, status = 422) {
  return { status, body: JSON.stringify({ errors: [{ code, description, parameter }] }) };
}

const sms: SendCase = {
  channel: "SMS",
  message: { from: "Sandi" },
  carries: ["to", "from", "text", "reference"],
  accepted: ([id = ""]) => ({
    status: 201,
    body: JSON.stringify({
      id,
      href: `https://rest.messagebird.com/messages/${id}`,
      direction: "mt",
      type: "sms",
      recipients: { totalCount: 1, items: [{ recipient: 6281234567890, status: "sent" }] },
    }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...refusalCodes]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([code, failureClass]) => ({ act: error(Number(code)), failureClass })),
    { act: error(9, "no", "recipients"), failureClass: "RECIPIENT_PERMANENT" },
    { act: error(10, "no", "recipient"), failureClass: "RECIPIENT_PERMANENT" },
    { act: error(10, "no", "originator"), failureClass: "CONTENT" },
  ],
  throttled: (retryAfter) => ({ status: 429, body: "", headers: { "retry-after": retryAfter } }),
  refusalSaying: (text) => error(9, text),
  refusalWithUnknownCode: error(77),
};

const spoken: SendCase = {
  ...sms,
  channel: "VOICE",
  message: { text: "Kode Anda 4, 9, 3, 8, 1, 7." },
  carries: ["to", "text", "reference"],
};

const reports = {
  delivered: { status: "delivered", statusReason: "successfully delivered" },
  read: { status: "delivered" },
  accepted_by_carrier: { status: "buffered", statusReason: "pending DLR" },
  undelivered_for_good: { status: "delivery_failed", statusErrorCode: "1" },
  undelivered_with_unknown_code: { status: "delivery_failed", statusErrorCode: "777" },
  unknown_status: { status: "toString" },
  refunded: { status: "delivered" },
} as const;

function factsOf([receipt]: readonly SaidReceipt[], at: Date): Readonly<Record<string, string>> {
  const { id = "", reference = null, said = "delivered" } = receipt ?? {};
  return {
    id,
    ...(reference === null ? {} : { reference }),
    recipient: "6281234567890",
    ...reports[said],
    statusDatetime: at.toISOString().replace(".000Z", "+00:00"),
    mccmnc: "51010",
    messagePartCount: "1",
  };
}

function signed(query: string, body: string, at: Date, account: OpenAccount): CallbackRequest {
  const url = `${account.callbackUrl}${query}`;
  const key = account.credentials["signingKey"] ?? "";
  return {
    method: body === "" ? "GET" : "POST",
    url: `/callbacks/account-1${query}`,
    headers: { "messagebird-signature-jwt": signedToken(key, { url, body, at }) },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

export const contractFixture: ContractFixture = {
  adapter: messagebird,
  credentials: {
    accessKey: "live_wXyZ0123456789abcdefGHIJK",
    signingKey: "36efdd1aace2e26cd490f0d951138253bef2f7c6d34d1898",
  },
  idOf: (n) => `e8077d803532c0b5937c639b60216${String(n).padStart(3, "0")}`,
  sends: [sms, spoken],
  callbacks: [
    {
      name: "status reports in a query",
      callback: (receipts, at, account) =>
        signed(`?${new URLSearchParams(factsOf(receipts, at)).toString()}`, "", at, account),
      receiptsPerCallMax: 1,
      cannotSay: ["read", "refunded"],
      signsTime: true,
      proved: null,
    },
    {
      name: "status reports in a body",
      callback: (receipts, at, account) =>
        signed("", new URLSearchParams(factsOf(receipts, at)).toString(), at, account),
      receiptsPerCallMax: 1,
      cannotSay: ["read", "refunded"],
      signsTime: true,
      proved: (body, at, account) => signed("", body, at, account),
    },
  ],
  accountWorks: {
    status: 200,
    body: JSON.stringify({ payment: "prepaid", type: "euros", amount: 42.5 }),
  },
};
