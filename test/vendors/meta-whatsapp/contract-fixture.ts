import { createHmac } from "node:crypto";
import { errorCodes } from "../../../src/vendors/meta-whatsapp/codes.js";
import { metaWhatsapp } from "../../../src/vendors/meta-whatsapp/meta-whatsapp.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import type { ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

function error(code: number, details = "no", status = 400) {
  const data = { messaging_product: "whatsapp", details };
  const body = {
    message: `(#${code}) Title`,
    type: "OAuthException",
    code,
    error_data: data,
    fbtrace_id: "AbCdEf",
  };
  return { status, body: JSON.stringify({ error: body }) };
}

const whatsapp: SendCase = {
  channel: "WHATSAPP",
  message: { vendorTemplateName: "login_code" },
  carries: ["to", "code", "template", "reference"],
  accepted: (ids) => ({
    status: 200,
    body: JSON.stringify({
      messaging_product: "whatsapp",
      contacts: [{ input: "+6281234567890", wa_id: "6281234567890" }],
      messages: ids.map((id) => ({ id, message_status: "accepted" })),
    }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [...errorCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([code, failureClass]) => ({ act: error(Number(code)), failureClass })),
  throttled: (retryAfter) => ({
    ...error(130429, "rate limit hit", 429),
    headers: { "retry-after": retryAfter },
  }),
  refusalSaying: (text) => error(132012, text),
  refusalWithUnknownCode: error(199_999),
};

const statuses = {
  delivered: { status: "delivered" },
  read: { status: "read" },
  accepted_by_carrier: { status: "sent" },
  undelivered_for_good: { status: "failed", errors: [{ code: 131026, title: "Undeliverable" }] },
  undelivered_with_unknown_code: { status: "failed", errors: [{ code: 199999 }] },
  unknown_status: { status: "toString" },
  refunded: { status: "delivered", pricing: { billable: false, pricing_model: "PMP" } },
} as const;

function wireStatus({ id, reference, said }: SaidReceipt, at: Date): object {
  return {
    id,
    recipient_id: "6281234567890",
    timestamp: String(at.getTime() / 1000),
    ...(reference === null ? {} : { biz_opaque_callback_data: reference }),
    ...statuses[said],
  };
}

function proved(body: string, at: Date, account: OpenAccount): CallbackRequest {
  const secret = account.credentials["appSecret"] ?? "";
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: { "x-hub-signature-256": `sha256=${signature}` },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

function handshake(token: string): CallbackRequest {
  const query = `hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`;
  return {
    method: "GET",
    url: `/callbacks/account-1?${query}`,
    headers: {},
    body: Buffer.alloc(0),
    receivedAt: new Date("2026-01-02T03:04:05Z"),
  };
}

export const contractFixture: ContractFixture = {
  adapter: metaWhatsapp,
  credentials: {
    accessToken: "EAAJB0iZBcDeFgHiJkLmNoPqRsTuVwXyZ",
    phoneNumberId: "106540352242922",
    appSecret: "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    verifyToken: "meatyhamhock-of-the-owner",
  },
  publicCredentials: ["phoneNumberId"],
  idOf: (n) => `wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI${n}`,
  sends: [whatsapp],
  callbacks: [
    {
      callback: (receipts, at, account) => {
        const value = {
          messaging_product: "whatsapp",
          metadata: { display_phone_number: "15550783881", phone_number_id: "106540352242922" },
          statuses: receipts.map((one) => wireStatus(one, at)),
        };
        const entry = [{ id: "102290129340398", changes: [{ value, field: "messages" }] }];
        const body = JSON.stringify({ object: "whatsapp_business_account", entry });
        return proved(body, at, account);
      },
      receiptsPerCallMax: 1000,
      signsTime: false,
      proved,
    },
  ],
  handshake: {
    good: (account) => handshake(account.credentials["verifyToken"] ?? ""),
    answer: { status: 200, body: "1158201444" },
    bad: () => handshake("meatyhamhock"),
  },
  accountWorks: {
    status: 200,
    body: JSON.stringify({ id: "106540352242922", quality_rating: "GREEN" }),
  },
};
