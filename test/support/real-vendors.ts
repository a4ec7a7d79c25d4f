import { createHmac } from "node:crypto";
import type { PDU } from "smpp";
import type { CallbackRequest } from "../../src/vendors/vendor.js";
import { exampleMapping } from "../vendors/generic/contract-fixture.js";
import { sendgridError, signedEvents, webhookKey } from "../vendors/sendgrid/contract-fixture.js";
import { startSmsc, textOf } from "../vendors/smpp/smsc.js";
import { startStub, type StubAct, type StubRequest } from "../vendors/stub-server.js";
import { signedByTwilio } from "../vendors/twilio/contract-fixture.js";

/** What the accounts are opened with; the stand-ins know no others. */
export const realCredentials = {
  texts: {
    accountSid: "ACd0a1b2c3d4e5f60718293a4b5c6d7e8f",
    authToken: "5f2a9c1e7b3d4f6081a2b3c4d5e6f708",
  },
  chat: {
    accessToken: "EAAJB0iZBcDeFgHiJkLmNoPqRsTuVwXyZ",
    phoneNumberId: "106540352242922",
    appSecret: "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    verifyToken: "meatyhamhock-of-the-owner",
  },
  carrier: { systemId: "sandi-otp", password: "pa55w0rd" },
  mail: { apiKey: "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf", webhookKey },
} as const;

const local = { apiKey: "key-of-the-local-account", callbackSecret: "secret-of-its-callbacks" };

/** A message as a stand-in was handed it. */
export interface Handed {
  readonly to: string;
  readonly text: string;
  readonly id: string;
  /** Our reference, where the vendor takes it. */
  readonly reference: string;
  /** Where Twilio is asked to call back; "" at the others. */
  readonly callback: string;
}

/**
 * Twilio, Meta, SendGrid and a local aggregator on one port, and an SMSC beside it: each knows its
 * account, answers in its own form, and calls back as it does.
 */
export async function startRealVendors() {
  const handed: Handed[] = [];
  /** What a stand-in answers to messages instead of taking them, by slug. */
  const refusals = new Map<string, StubAct>();
  const take = (slug: string, message: Omit<Handed, "id">, answer: (id: string) => StubAct) => {
    const id = `${slug}-${handed.length + 1}`;
    handed.push({ ...message, id });
    return refusals.get(slug) ?? answer(id);
  };
  const http = await startStub((request) => {
    const [, slug = ""] = request.path.split("/");
    return standIns[slug]?.(request, take) ?? { status: 404, body: "" };
  });
  const smsc = await startSmsc(0, realCredentials.carrier.password);
  smsc.act = { kind: "accept", ids: Array.from({ length: 20 }, (_, index) => `5mpp${index}`) };
  const mapping = exampleMapping("citcall").replaceAll(
    "https://gateway.citcall.example",
    `${http.url}/local`,
  );
  return {
    http,
    smsc,
    refusals,
    urls: [
      ...["texts", "chat", "mail"].map((slug) => `${slug}=${http.url}/${slug}`),
      `carrier=${smsc.url}`,
    ].join(","),
    credentials: { ...realCredentials, local: { ...local, mapping } },
    /** The latest message that this vendor was handed for this recipient. */
    handedBy: (slug: string, to: string): Handed | undefined =>
      slug === "carrier"
        ? smsc.submitted.map(handedOver).findLast((one) => to.endsWith(one.to))
        : handed.findLast((one) => one.id.startsWith(slug) && one.to.endsWith(to.slice(1))),
    /** The receipt of the latest message over the SMSC's link; resolves to its answer. */
    deliver: (stat: string, id: string): Promise<PDU> =>
      new Promise((resolve) => {
        const short_message = `id:${id} sub:001 dlvrd:000 stat:${stat} err:000 text:`;
        smsc.sessions.at(-1)?.deliver_sm({ esm_class: 4, short_message }, resolve);
      }),
    async close() {
      await Promise.all([http.close(), smsc.close()]);
    },
  };
}

type Take = (slug: string, message: Omit<Handed, "id">, answer: (id: string) => StubAct) => StubAct;

const standIns: Readonly<Record<string, (request: StubRequest, take: Take) => StubAct>> = {
  texts: twilio,
  chat: meta,
  mail: sendgrid,
  local: aggregator,
};

function json(status: number, body: object): StubAct {
  return { status, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function twilio({ method, path, headers, body }: StubRequest, take: Take): StubAct {
  const { accountSid, authToken } = realCredentials.texts;
  const wanted = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  if (headers.authorization !== `Basic ${wanted}`) {
    return json(401, { code: 20003, message: "Authenticate", status: 401 });
  }
  const resource = `/texts/2010-04-01/Accounts/${accountSid}`;
  if (method === "GET" && path === `${resource}.json`) {
    return json(200, { sid: accountSid, status: "active", type: "Full" });
  }
  const form = new URLSearchParams(body);
  const message = {
    to: form.get("To") ?? "",
    text: form.get("Body") ?? "",
    callback: form.get("StatusCallback") ?? "",
    reference: "",
  };
  return path === `${resource}/Messages.json`
    ? take("texts", message, (sid) => json(201, { sid, status: "queued", error_code: null }))
    : json(404, { code: 20404, message: "not found", status: 404 });
}

function meta({ method, path, headers, body }: StubRequest, take: Take): StubAct {
  const { accessToken, appSecret, phoneNumberId } = realCredentials.chat;
  const url = new URL(path, "http://localhost");
  if (headers.authorization !== `Bearer ${accessToken}`) {
    return json(401, { error: { message: "Invalid OAuth access token.", code: 190 } });
  }
  const proof = createHmac("sha256", appSecret).update(accessToken).digest("hex");
  if (method === "GET") {
    return url.searchParams.get("appsecret_proof") === proof
      ? json(200, { id: phoneNumberId, quality_rating: "GREEN" })
      : json(400, { error: { message: "Invalid appsecret_proof provided", code: 100 } });
  }
  const wire = JSON.parse(body) as MetaMessage;
  const message = {
    to: wire.to,
    text: `${wire.template.name} ${wire.template.components[0]?.parameters[0]?.text}`,
    reference: wire.biz_opaque_callback_data,
    callback: "",
  };
  return take("chat", message, (id) =>
    json(200, { messaging_product: "whatsapp", messages: [{ id }] }),
  );
}

interface MetaMessage {
  readonly to: string;
  readonly template: {
    readonly name: string;
    readonly components: readonly { readonly parameters: readonly { readonly text: string }[] }[];
  };
  readonly biz_opaque_callback_data: string;
}

function sendgrid({ path, headers, body }: StubRequest, take: Take): StubAct {
  if (headers.authorization !== `Bearer ${realCredentials.mail.apiKey}`) {
    return sendgridError(401, "The provided authorization grant is invalid");
  }
  if (path === "/mail/v3/scopes") {
    return json(200, { scopes: ["mail.send"] });
  }
  const wire = JSON.parse(body) as MailMessage;
  const [envelope] = wire.personalizations;
  const message = {
    to: envelope?.to[0]?.email ?? "",
    text: wire.content[0]?.value ?? "",
    reference: envelope?.custom_args["sandi_reference"] ?? "",
    callback: "",
  };
  return take("mail", message, (id) => ({
    status: 202,
    body: "",
    headers: { "x-message-id": id },
  }));
}

interface MailMessage {
  readonly personalizations: readonly {
    readonly to: readonly { readonly email: string }[];
    readonly custom_args: Readonly<Record<string, string>>;
  }[];
  readonly content: readonly { readonly value: string }[];
}

function aggregator({ path, headers, body }: StubRequest, take: Take): StubAct {
  if (headers.authorization !== `Apikey ${local.apiKey}`) {
    return json(200, { rc: "06", info: "who are you" });
  }
  if (path === "/local/v3/balance") {
    return json(200, { rc: "00" });
  }
  const wire = JSON.parse(body) as Record<"msisdn" | "text" | "client_ref", string>;
  const message = { to: wire.msisdn, text: wire.text, reference: wire.client_ref, callback: "" };
  return take("local", message, (trxid) => json(200, { rc: "00", trxid }));
}

function handedOver(pdu: PDU, index: number): Handed {
  const to = String(pdu["destination_addr"]);
  return { to, text: textOf(pdu), id: `5mpp${index}`, reference: "", callback: "" };
}

/** A status callback of Twilio's, signed by its own package. */
export function twilioStatus(
  { id, to, callback }: Handed,
  status: { readonly MessageStatus: string; readonly ErrorCode?: string },
  token?: string,
): CallbackRequest {
  return signedByTwilio({ MessageSid: id, To: to, ...status }, callback, new Date(), token);
}

/** Statuses of Meta's, signed with the app's secret. */
export function metaStatus(
  { id, to, reference }: Handed,
  status: string,
  secret: string = realCredentials.chat.appSecret,
): Pick<CallbackRequest, "headers" | "body"> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const statuses = [
    { id, status, timestamp, recipient_id: to, biz_opaque_callback_data: reference },
  ];
  const change = { field: "messages", value: { messaging_product: "whatsapp", statuses } };
  const text = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [change] }],
  });
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return signed(text, { "x-hub-signature-256": `sha256=${signature}` });
}

/** An event of SendGrid's, signed at this time. */
export function mailEvent({ id, to, reference }: Handed, event: string, at = new Date()) {
  const timestamp = Math.floor(at.getTime() / 1000);
  const items = [
    { event, email: to, timestamp, sg_message_id: `${id}.recv-1`, sandi_reference: reference },
  ];
  return signedEvents(JSON.stringify(items), at);
}

/** A report of the local aggregator's. */
export function localReport({ id, reference }: Handed, result: string, price: string) {
  const report = { trxid: id, client_ref: reference, result, price };
  const text = JSON.stringify({ reports: [report] });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac("sha256", local.callbackSecret).update(`${timestamp}.${text}`);
  return signed(text, { "x-timestamp": timestamp, "x-signature": `v1=${hmac.digest("hex")}` });
}

function signed(
  text: string,
  headers: Record<string, string>,
): Pick<CallbackRequest, "headers" | "body"> {
  return {
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(text),
  };
}
