import { formatMicros } from "../../../src/core/money.js";
import { errorCodes } from "../../../src/vendors/telnyx/codes.js";
import { telnyx } from "../../../src/vendors/telnyx/telnyx.js";
import type { ContractFixture, SaidReceipt, SendCase } from "../fixture.js";
import { publicKey, signedWebhook } from "./signing.js";

function error(code: string, detail = "no", status = 400) {
  return { status, body: JSON.stringify({ errors: [{ code, title: "Title", detail }] }) };
}

function accepted([id = ""]: readonly string[], cost: object | null = null) {
  const data = { record_type: "message", id, to: [{ status: "queued" }], parts: 1, cost };
  return { status: 200, body: JSON.stringify({ data }) };
}

const sms: SendCase = {
  channel: "SMS",
  accepted,
  idsMax: 1,
  priced: {
    act: accepted(["id-1"], { amount: "0.0051", currency: "USD" }),
    price: { micros: 5_100n, currency: "USD" },
  },
  refusals: [...errorCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([code, failureClass]) => ({ act: error(code), failureClass })),
  throttled: (retryAfter) => ({
    ...error("10011", "slow down", 429),
    headers: { "retry-after": retryAfter },
  }),
  refusalSaying: (text) => error("40310", text),
  refusalWithUnknownCode: error("49999"),
};

const whatsapp: SendCase = {
  ...sms,
  channel: "WHATSAPP",
  message: { vendorTemplateName: "login_code", from: "+15550783881" },
  carries: ["to", "from", "code", "template", "reference"],
};

const statuses = {
  delivered: ["message.finalized", "delivered", null],
  read: ["message.finalized", "read", null],
  accepted_by_carrier: ["message.sent", "sent", null],
  undelivered_for_good: ["message.finalized", "delivery_failed", "40001"],
  undelivered_with_unknown_code: ["message.finalized", "delivery_failed", "49999"],
  unknown_status: ["message.finalized", "toString", null],
  refunded: ["message.finalized", "delivered", null],
} as const;

function wireEvent([receipt]: readonly SaidReceipt[], at: Date): object {
  const { id = "", reference = null, said = "delivered", price = null } = receipt ?? {};
  const [event, status, code] = statuses[said];
  const query = reference === null ? "" : `?ref=${encodeURIComponent(reference)}`;
  const payload = {
    record_type: "message",
    direction: "outbound",
    id,
    type: "SMS",
    parts: 1,
    to: [{ phone_number: "+6281234567890", status, carrier: "Telkomsel", line_type: "Wireless" }],
    webhook_url: `https://sandi.example/callbacks/account-1${query}`,
    cost: price === null ? null : { amount: formatMicros(price.micros), currency: price.currency },
    errors: code === null ? [] : [{ code, title: "Title", detail: "no" }],
  };
  const occurred = { occurred_at: at.toISOString(), record_type: "event" };
  return { data: { event_type: event, id: "e-1", ...occurred, payload }, meta: { attempt: 1 } };
}

export const contractFixture: ContractFixture = {
  adapter: telnyx,
  credentials: {
    apiKey: "KEY019B9369154442FBFBA7CDBDF803514C",
    messagingProfileId: "4001740f-3b25-4b6c-8f2d-9f5a0d8c7b6a",
    publicKey,
  },
  publicCredentials: ["messagingProfileId", "publicKey"],
  idOf: (n) => `40385f64-5717-4562-b3fc-${String(n).padStart(12, "0")}`,
  sends: [sms, whatsapp],
  callbacks: [
    {
      callback: (receipts, at) => signedWebhook(JSON.stringify(wireEvent(receipts, at)), at),
      receiptsPerCallMax: 1,
      cannotSay: ["refunded"],
      signsTime: true,
      proved: signedWebhook,
    },
  ],
  accountWorks: {
    status: 200,
    body: JSON.stringify({
      data: {
        record_type: "messaging_profile",
        id: "4001740f-3b25-4b6c-8f2d-9f5a0d8c7b6a",
        enabled: true,
      },
    }),
  },
};
