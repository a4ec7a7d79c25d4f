import { createHash, createHmac, generateKeyPairSync } from "node:crypto";
import { formatMicros } from "../../../src/core/money.js";
import { errorCodes } from "../../../src/vendors/vonage/codes.js";
import { vonage } from "../../../src/vendors/vonage/vonage.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, Said, SaidReceipt, SendCase } from "../fixture.js";

/** The application's keys. */
export const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const signatureSecret = "Vn5c0aT8pQ2rXy7LmZ4kB9sDfGhJ1wEe";

/** The problem that Vonage answers with. */
export function problem(status: number, code: string, detail = "no", headers = {}) {
  const type = /^\d/.test(code)
    ? `https://developer.vonage.com/api-errors/messages#${code}`
    : `https://developer.vonage.com/api-errors#${code}`;
  const body = { type, title: "No", detail, instance: "bf0ca0bf927b3b52e3cb03217e1a1ddf" };
  return { status, headers, body: JSON.stringify(body) };
}

const sms: SendCase = {
  channel: "SMS",
  message: { from: "Acme" },
  carries: ["to", "from", "text", "reference"],
  accepted: ([id = ""]) => ({
    status: 202,
    body: JSON.stringify({ message_uuid: id, workflow_id: "w" }),
  }),
  idsMax: 1,
  priced: null,
  refusals: [...errorCodes]
    .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
    .map(([code, failureClass]) => ({ act: problem(422, code), failureClass })),
  throttled: (retryAfter) => problem(429, "1000", "Throttled", { "retry-after": retryAfter }),
  refusalSaying: (text) => problem(422, "1120", text),
  refusalWithUnknownCode: problem(422, "1999"),
};

const voice: SendCase = {
  ...sms,
  channel: "VOICE",
  message: { from: "+12025550100" },
  carries: ["to", "text"],
  accepted: ([uuid = ""]) => ({
    status: 201,
    body: JSON.stringify({ uuid, status: "started", direction: "outbound" }),
  }),
};

const whatsapp: SendCase = {
  ...sms,
  channel: "WHATSAPP",
  message: { from: "+12025550100", vendorTemplateName: "login_code" },
  carries: ["to", "code", "template", "reference"],
};

/** A webhook signed as Vonage signs it; `claims` replace the usual ones. */
export function signedWebhook(body: string, at: Date, claims: object = {}): CallbackRequest {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const usual = {
    iat: at.getTime() / 1000,
    jti: "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5",
    iss: "Vonage",
    payload_hash: createHash("sha256").update(body).digest("hex"),
    api_key: "a1b2c3d4",
    application_id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  };
  const signed = `${part({ typ: "JWT", alg: "HS256" })}.${part({ ...usual, ...claims })}`;
  const mac = createHmac("sha256", signatureSecret).update(signed).digest("base64url");
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: { "content-type": "application/json", authorization: `Bearer ${signed}.${mac}` },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

const errorOf = (code: string) => ({
  type: `https://developer.vonage.com/api-errors/messages#${code}`,
  title: code,
  detail: "It did not arrive",
  instance: "bf0ca0bf927b3b52e3cb03217e1a1ddf",
});

const messageSayings: Readonly<Record<Said, object>> = {
  delivered: { status: "delivered" },
  read: { status: "read" },
  accepted_by_carrier: { status: "submitted" },
  undelivered_for_good: { status: "undeliverable", error: errorOf("1190") },
  undelivered_with_unknown_code: { status: "rejected", error: errorOf("1999") },
  unknown_status: { status: "constructor" },
  refunded: {},
};

function messageStatus({ id, reference, said, price }: SaidReceipt, at: Date): object {
  return {
    message_uuid: id,
    to: "6281234567890",
    from: "Acme",
    timestamp: at.toISOString(),
    ...(reference === null ? {} : { client_ref: reference }),
    ...(price === null
      ? {}
      : { usage: { currency: price.currency, price: formatMicros(price.micros) } }),
    channel: "sms",
    ...messageSayings[said],
  };
}

const messages: CallbackCase = {
  name: "of a message",
  callback: ([receipt], at) =>
    signedWebhook(JSON.stringify(receipt === undefined ? {} : messageStatus(receipt, at)), at),
  receiptsPerCallMax: 1,
  cannotSay: ["refunded"],
  signsTime: true,
  proved: signedWebhook,
};

const callSayings: Readonly<Record<Said, object>> = {
  delivered: { status: "human" },
  read: {},
  accepted_by_carrier: { status: "ringing" },
  undelivered_for_good: { status: "failed", detail: "number_out_of_service" },
  undelivered_with_unknown_code: { status: "failed", detail: "sunspots" },
  unknown_status: { status: "constructor" },
  refunded: {},
};

const calls: CallbackCase = {
  name: "of a call",
  callback: ([receipt], at) => {
    const { id, said, price } = receipt ?? { id: "", said: "delivered" as const, price: null };
    const body = {
      [said === "delivered" ? "call_uuid" : "uuid"]: id,
      conversation_uuid: "CON-1",
      to: "6281234567890",
      direction: "outbound",
      timestamp: at.toISOString(),
      ...(price === null ? {} : { price: formatMicros(price.micros), rate: "0.1" }),
      ...callSayings[said],
    };
    return signedWebhook(JSON.stringify(body), at);
  },
  receiptsPerCallMax: 1,
  cannotSay: ["read", "refunded"],
  echoesReference: false,
  signsTime: true,
  proved: signedWebhook,
  price: { micros: 34_000n, currency: "EUR" },
};

export const contractFixture: ContractFixture = {
  adapter: vonage,
  credentials: {
    apiKey: "a1b2c3d4",
    apiSecret: "s3cr3tOfTheAccount",
    applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    privateKey: keys.privateKey,
    signatureSecret,
  },
  publicCredentials: ["apiKey", "applicationId"],
  sends: [
    sms,
    whatsapp,
    { ...sms, channel: "VIBER" },
    { ...sms, channel: "RCS" },
    voice,
    { ...voice, name: "from any of the application's numbers", message: {} },
  ],
  callbacks: [messages, calls],
  accountWorks: {
    status: 200,
    body: JSON.stringify({ name: "Sandi", keys: { public_key: keys.publicKey } }),
  },
};
