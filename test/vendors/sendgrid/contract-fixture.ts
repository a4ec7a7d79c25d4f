import { generateKeyPairSync, sign } from "node:crypto";
import { statuses } from "../../../src/vendors/sendgrid/codes.js";
import { sendgrid } from "../../../src/vendors/sendgrid/sendgrid.js";
import type { CallbackRequest } from "../../../src/vendors/vendor.js";
import type { CallbackCase, ContractFixture, SaidReceipt, SendCase } from "../fixture.js";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });

/** The webhook's key as SendGrid shows it. */
export const webhookKey = publicKey.export({ format: "der", type: "spki" }).toString("base64");

/** An answer with one error. */
export function sendgridError(status: number, message = "no", field: string | null = null) {
  const body = JSON.stringify({ errors: [{ message, field, help: null }] });
  return { status, body, headers: { "content-type": "application/json" } };
}

/** A body as the event webhook posts it, signed. */
export function signedEvents(body: string, at: Date): CallbackRequest {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    method: "POST",
    url: "/callbacks/account-1",
    headers: {
      "content-type": "application/json",
      "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": sign(
        "sha256",
        Buffer.from(timestamp + body),
        privateKey,
      ).toString("base64"),
    },
    body: Buffer.from(body),
    receivedAt: at,
  };
}

const email: SendCase = {
  channel: "EMAIL",
  carries: ["to", "text", "subject", "from", "reference"],
  accepted: ([id]) => ({ status: 202, body: "", headers: { "x-message-id": id ?? "" } }),
  idsMax: 1,
  priced: null,
  refusals: [
    ...[...statuses]
      .filter(([, failureClass]) => failureClass !== "OUTCOME_UNKNOWN")
      .map(([status, failureClass]) => ({ act: sendgridError(Number(status)), failureClass })),
    {
      act: sendgridError(400, "Does not contain a valid address.", "personalizations.0.to.0.email"),
      failureClass: "RECIPIENT_PERMANENT",
    },
    {
      act: sendgridError(403, "The from address does not match a verified Sender.", "from"),
      failureClass: "CONTENT",
    },
  ],
  throttled: (retryAfter) => {
    const act = sendgridError(429, "too many requests");
    return { ...act, headers: { ...act.headers, "retry-after": retryAfter } };
  },
  refusalSaying: (text) => sendgridError(400, text, "subject"),
  refusalWithUnknownCode: sendgridError(418),
};

const events = {
  delivered: { event: "delivered", response: "250 OK" },
  read: { event: "open", useragent: "x", ip: "192.0.2.1" },
  undelivered_for_good: { event: "bounce", status: "5.1.1", reason: "550 unknown", type: "bounce" },
  undelivered_with_unknown_code: { event: "bounce", status: "5.99.9", reason: "?", type: "bounce" },
  unknown_status: { event: "sunspots" },
};

function event({ id, reference, said }: SaidReceipt, at: Date): object {
  return {
    ...events[said as keyof typeof events],
    email: "ani@example.org",
    timestamp: at.getTime() / 1000,
    "smtp-id": "<14c5d75ce93.dfd.64b469@ismtpd-555>",
    sg_event_id: "ZGVsaXZlcmVkLTAtMTIzNDU2Nzg",
    sg_message_id: `${id}.filterdrecv-5645d9c87f-78xvf-1-6554DA67-1E.0`,
    ...(reference === null ? {} : { sandi_reference: reference }),
  };
}

const receipts: CallbackCase = {
  callback: (said, at) => signedEvents(JSON.stringify(said.map((one) => event(one, at))), at),
  receiptsPerCallMax: 100,
  cannotSay: ["accepted_by_carrier", "refunded"],
  signsTime: true,
  proved: signedEvents,
};

export const contractFixture: ContractFixture = {
  adapter: sendgrid,
  credentials: { apiKey: "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf", webhookKey },
  publicCredentials: ["webhookKey"],
  sends: [email],
  callbacks: [receipts],
  accountWorks: { status: 200, body: JSON.stringify({ scopes: ["mail.send", "stats.read"] }) },
};
