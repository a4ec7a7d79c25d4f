import { createHmac, randomBytes } from "node:crypto";
import { statuses } from "../../../src/vendors/mailgun/codes.js";
import { mailgun } from "../../../src/vendors/mailgun/mailgun.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

const webhookSigningKey = "key-0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/** An answer that says what is wrong. */
export function mailgunError(status: number, message = "no") {
  const headers = { "content-type": "application/json" };
  return { status, body: JSON.stringify({ message }), headers };
}

/** The proof that goes into a webhook's body. */
export function webhookSignature(at: Date, token: string): object {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hmac = createHmac("sha256", webhookSigningKey).update(timestamp + token);
  return { timestamp, token, signature: hmac.digest("hex") };
}

/** One event as a webhook brings it. */
export function webhook(event: unknown, at: Date, members: object = {}): CallbackRequest {
  const signature = webhookSignature(at, randomBytes(25).toString("hex"));
  const body = { signature, "event-data": event, ...members };
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(body)),
    receivedAt: at,
  };
}

const email: SendCase = {
  channel: "EMAIL",
  carries: ["to", "text", "subject", "from", "reference"],
  accepted: ([id]) => ({
    status: 200,
    body: JSON.stringify({ id: `<${id}>`, message: "Queued. Thank you." }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...statuses]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([status, failureClass]) => ({ act: mailgunError(Number(status)), failureClass })),
    { act: { status: 401, body: "Forbidden" }, failureClass: "ACCOUNT" },
    {
      act: mailgunError(400, "to parameter is not a valid address. please check documentation"),
      failureClass: "RECIPIENT_PERMANENT",
    },
    {
      act: mailgunError(429, "Domain x is not allowed to send: try again after 120 seconds"),
      failureClass: "THROTTLED",
      retryAfterMs: 120_000,
    },
  ],
  throttled: (retryAfter) => {
    const act = mailgunError(429, "Too many requests");
    return { ...act, headers: { ...act.headers, "retry-after": retryAfter } };
  },
  refusalSaying: (text) => mailgunError(400, text),
  refusalWithUnknownCode: mailgunError(418),
};

const events = {
  delivered: { event: "delivered", "delivery-status": { code: 250, message: "OK" } },
  read: { event: "opened", ip: "192.0.2.1" },
  undelivered_for_good: {
    event: "failed",
    severity: "permanent",
    reason: "bounce",
    "delivery-status": { code: 550, "enhanced-code": "5.1.1", message: "unknown", description: "" },
  },
  undelivered_with_unknown_code: {
    event: "failed",
    severity: "permanent",
    reason: "sunspots",
    "delivery-status": { code: 699, message: "", description: "" },
  },
  unknown_status: { event: "sunspots" },
};

function event({ id, reference, said }: SaidReceipt, at: Date): object {
  return {
    ...events[said as keyof typeof events],
    id: "CPgfbmQMTCKtHW6uIWtuVe",
    timestamp: at.getTime() / 1000 + 0.25,
    recipient: "ani@example.org",
    message: { headers: { to: "x", "message-id": id, from: "y", subject: "z" }, size: 111 },
    "user-variables": reference === null ? {} : { sandi_reference: reference },
  };
}

function rewritten(body: string, at: Date): CallbackRequest {
  const call = webhook(null, at);
  try {
    const given: unknown = JSON.parse(body);
    return typeof given === "object" && given !== null && "event-data" in given
      ? webhook(given["event-data"], at)
      : { ...call, body: Buffer.from(body) };
  } catch {
    return { ...call, body: Buffer.from(body) };
  }
}

// Mailgun signs a time and a token; what it says of the message is not covered.
function isCovered(index: number, bytes: Buffer): boolean {
  const text = bytes.toString();
  return index > 0 && index < text.indexOf('"event-data"') - 1;
}

const receipts: CallbackCase = {
  callback: ([receipt], at) => webhook(receipt === undefined ? {} : event(receipt, at), at),
  receiptsPerCallMax: 1,
  cannotSay: ["accepted_by_carrier", "refunded"],
  signsTime: true,
  isCovered,
  withoutProof: (request) => ({ ...request, body: Buffer.from('{"event-data":{}}') }),
  proved: rewritten,
};

export const contractFixture: ContractFixture = {
  adapter: mailgun,
  credentials: {
    apiKey: "0123456789abcdef0123456789abcdef-1b6eb03d-0a1b2c3d",
    domain: "mg.acme.id",
    webhookSigningKey,
  },
  publicCredentials: ["domain"],
  idOf: (n) => `2026010203040${n}.1.a1b2c3d4@mg.acme.id`,
  sends: [email],
  callbacks: [receipts],
  accountWorks: mailgunError(400, "from parameter is missing"),
};
