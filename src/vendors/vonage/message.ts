import { templateLanguage } from "../meta-whatsapp/language.js";
import type { OpenAccount, SendRequest } from "../vendor.js";

const clamp = (sec: number, min: number, max: number) =>
  Math.min(Math.max(Math.trunc(sec), min), max);

/**
 * The body of `POST /v1/messages`. Numbers go without their plus; a WhatsApp template is Meta's own
 * form, the only one that fills the button of an authentication template. Validities outside of
 * what a channel takes are brought to its nearest. Source:
 * https://developer.vonage.com/en/api/messages
 */
export function wireMessage(request: SendRequest, account: OpenAccount): object {
  return {
    ...channelPart(request),
    to: plain(request.to),
    ...(request.from === null ? {} : { from: plain(request.from) }),
    client_ref: request.reference,
    webhook_url: account.callbackUrl,
    webhook_version: "v1",
  };
}

/** A number without its plus; other senders as they are. */
export function plain(number: string): string {
  return number.replace(/^\+(?=\d+$)/, "");
}

function channelPart(request: SendRequest): object {
  const { channel, text, validitySec, vendorTemplateName } = request;
  if (channel === "WHATSAPP") {
    return whatsappTemplate(request, vendorTemplateName ?? "");
  }
  if (channel === "VIBER") {
    const viber = { category: "transaction", ttl: clamp(validitySec, 30, 259_200) };
    return { channel: "viber_service", message_type: "text", text, viber_service: viber };
  }
  if (channel === "RCS") {
    // Some countries want to know what kind of message it is.
    const rcs = { category: "authentication" };
    return {
      channel: "rcs",
      message_type: "text",
      text,
      ttl: clamp(validitySec, 20, 259_200),
      rcs,
    };
  }
  return { channel: "sms", message_type: "text", text, ttl: clamp(validitySec, 20, 604_800) };
}

function whatsappTemplate({ code, locale }: SendRequest, name: string): object {
  const parameters = [{ type: "text", text: code }];
  return {
    channel: "whatsapp",
    message_type: "custom",
    custom: {
      type: "template",
      template: {
        name,
        language: { policy: "deterministic", code: templateLanguage(locale) },
        components: [
          { type: "body", parameters },
          { type: "button", sub_type: "url", index: "0", parameters },
        ],
      },
    },
  };
}
