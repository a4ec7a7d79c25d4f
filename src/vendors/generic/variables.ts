import type { OpenAccount, SendRequest } from "../vendor.js";
import type { Variables } from "./template.js";

/** Credentials beside the mapping; a mapping asks for those that it names. */
export const secretNames = [
  "apiKey",
  "apiSecret",
  "username",
  "password",
  "callbackSecret",
] as const;

/** What templates may name of a message. */
export const messageNames = [
  "to",
  "toDigits",
  "text",
  "code",
  "reference",
  "from",
  "subject",
  "locale",
  "language",
  "channel",
  "template",
  "validitySec",
  "callbackUrl",
] as const;

type TemplateSecret = Exclude<(typeof secretNames)[number], "callbackSecret">;
type MessageName = (typeof messageNames)[number];

/** The account's own values for templates: its credentials and its callback URL. */
export function accountVariables(account: OpenAccount): Variables {
  const { credentials, callbackUrl } = account;
  return {
    apiKey: credentials["apiKey"] ?? null,
    apiSecret: credentials["apiSecret"] ?? null,
    username: credentials["username"] ?? null,
    password: credentials["password"] ?? null,
    callbackUrl,
  } satisfies Variables & Record<TemplateSecret | "callbackUrl", string | null>;
}

/** What templates may name when one message is sent. */
export function sendVariables(request: SendRequest, account: OpenAccount): Variables {
  return {
    ...accountVariables(account),
    to: request.to,
    toDigits: request.to.replace(/^\+/, ""),
    text: request.text,
    code: request.code,
    reference: request.reference,
    from: request.from,
    subject: request.subject,
    locale: request.locale,
    language: request.locale.split("-")[0] ?? "",
    channel: request.channel.toLowerCase(),
    template: request.vendorTemplateName,
    validitySec: String(request.validitySec),
  } satisfies Variables & Record<Exclude<MessageName, "callbackUrl">, string | null>;
}
