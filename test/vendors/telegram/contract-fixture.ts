import { createHash, createHmac } from "node:crypto";
import { errorCodes } from "../../../src/vendors/telegram/codes.js";
import { telegram } from "../../../src/vendors/telegram/telegram.js";
import type { CallbackRequest, OpenAccount } from "../../../src/vendors/vendor.js";
import type { ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

function error(name: string) {
  return { status: 200, body: JSON.stringify({ ok: false, error: name }) };
}

function accepted([id = ""]: readonly string[], extra: object = {}) {
  const result = { request_id: id, phone_number: "+6281234567890", ...extra };
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

const code: SendCase = {
  channel: "TELEGRAM",
  carries: ["to", "code", "reference"],
  accepted,
  idsMax: 1,
  priced: {
    act: accepted(["id-1"], { request_cost: 0.01, remaining_balance: 12.5 }),
    price: { micros: 10_000n, currency: "USD" },
  },
  refusals: [...errorCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([name, failureClass]) => ({ act: error(name), failureClass })),
  throttled: (retryAfter) =>
    /^[0-9]+$/.test(retryAfter)
      ? error(`FLOOD_WAIT_${retryAfter}`)
      : { status: 429, body: "", headers: { "retry-after": retryAfter } },
  refusalSaying: null,
  refusalWithUnknownCode: error("SUNSPOTS_TOO_MANY"),
};

const statuses = {
  delivered: { status: "delivered" },
  read: { status: "read" },
  accepted_by_carrier: { status: "sent" },
  undelivered_for_good: { status: "expired" },
  undelivered_with_unknown_code: { status: "" },
  unknown_status: { status: "toString" },
  refunded: { status: "expired" },
} as const;

function report([said]: readonly SaidReceipt[], at: Date): object {
  const { id = "", reference = null, price = null } = said ?? {};
  const { status } = statuses[said?.said ?? "delivered"];
  return {
    request_id: id,
    phone_number: "+6281234567890",
    ...(price === null ? {} : { request_cost: Number(price.micros) / 1_000_000 }),
    ...(said?.said === "refunded" ? { is_refunded: true } : {}),
    delivery_status: { status, updated_at: at.getTime() / 1000 },
    ...(reference === null ? {} : { payload: reference }),
  };
}

function proved(body: string, at: Date, account: OpenAccount): CallbackRequest {
  const timestamp = String(at.getTime() / 1000);
  const key = createHash("sha256")
    .update(account.credentials["apiToken"] ?? "")
    .digest();
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: {
      "x-request-timestamp": timestamp,
      "x-request-signature": createHmac("sha256", key)
        .update(`${timestamp}\n${body}`)
        .digest("hex"),
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

export const contractFixture: ContractFixture = {
  adapter: telegram,
  credentials: { apiToken: "AAEzAgAAxTqW0bCdEfGhIjKlMnOpQrStUvWxYz-0123456789" },
  sends: [code],
  callbacks: [
    {
      callback: (receipts, at, account) =>
        proved(JSON.stringify(report(receipts, at)), at, account),
      receiptsPerCallMax: 1,
      cannotSay: ["undelivered_with_unknown_code"],
      signsTime: true,
      proved,
      lossClass: "RECIPIENT_TEMPORARY",
    },
  ],
  accountWorks: error("REQUEST_ID_INVALID"),
};
