import { templateLanguage } from "../meta-whatsapp/language.js";
import { speechLanguage } from "../speech-language.js";
import type { OpenAccount, SendRequest } from "../vendor.js";
import { callbackAddress } from "./callback-proof.js";

/** Where a message goes and what it looks like. */
interface WireMessage {
  readonly path: string;
  readonly message: object;
}

/**
 * Languages that are spoken. Source: https://www.infobip.com/docs/voice-and-video/outbound-calls,
 * unconfirmed.
 */
const spoken: readonly string[] = (
  "en en-gb en-au en-ca en-in id pt-br pt-pt es-es es-mx hi arb fr fr-ca de it nl pl tr ru ja ko " +
  "zh-cn zh-tw th vi ms fil"
).split(" ");

/** One message in the form of its channel's endpoint; our reference is its id and comes back. */
export function wireMessage(request: SendRequest, account: OpenAccount): WireMessage {
  const to = request.to.replace(/^\+/, "");
  const url = callbackAddress(account);
  if (request.channel === "WHATSAPP") {
    return { path: "/whatsapp/1/message/template", message: whatsapp(request, to, url) };
  }
  if (request.channel === "VIBER") {
    return { path: "/viber/2/messages", message: viber(request, to, url) };
  }
  return request.channel === "VOICE"
    ? { path: "/tts/3/advanced", message: spokenMessage(request, to, url) }
    : { path: "/sms/3/messages", message: sms(request, to, url) };
}

/** Source: https://www.infobip.com/docs/api/channels/sms/outbound-sms/send-sms-messages */
function sms({ from, text, reference, validitySec }: SendRequest, to: string, url: string): object {
  return {
    ...(from === null ? {} : { sender: from }),
    destinations: [{ to, messageId: reference }],
    content: { text },
    options: { validityPeriod: { amount: validitySec, timeUnit: "SECONDS" } },
    webhooks: webhooks(reference, url),
  };
}

/** Source: https://www.infobip.com/docs/api/channels/viber/viber-business-messages */
function viber({ from, text, reference, validitySec }: SendRequest, to: string, url: string) {
  return {
    sender: from ?? "",
    destinations: [{ to, messageId: reference }],
    content: { type: "TEXT", text },
    options: {
      label: "TRANSACTIONAL",
      validityPeriod: { amount: validitySec, timeUnit: "SECONDS" },
    },
    webhooks: webhooks(reference, url),
  };
}

function webhooks(reference: string, url: string): object {
  return { delivery: { url }, contentType: "application/json", callbackData: reference };
}

/** Source: https://www.infobip.com/docs/api/channels/whatsapp/send-whatsapp-template-message */
function whatsapp(request: SendRequest, to: string, notifyUrl: string): object {
  const { from, reference, vendorTemplateName, code, locale } = request;
  return {
    from: from?.replace(/^\+/, "") ?? "",
    to,
    messageId: reference,
    content: {
      templateName: vendorTemplateName,
      templateData: {
        body: { placeholders: [code] },
        buttons: [{ type: "URL", parameter: code }],
      },
      language: templateLanguage(locale),
    },
    callbackData: reference,
    notifyUrl,
  };
}

/**
 * A machine that answers gets nothing: whoever listens to it later must not hear the code. Source:
 * https://www.infobip.com/docs/api/channels/voice/voice-message/send-advanced-voice-tts
 */
function spokenMessage(request: SendRequest, to: string, notifyUrl: string): object {
  const { from, text, reference, locale, validitySec } = request;
  return {
    ...(from === null ? {} : { from: from.replace(/^\+/, "") }),
    destinations: [{ to, messageId: reference }],
    text,
    language: speechLanguage(locale.replace(/^ar\b/i, "arb"), spoken, "en"),
    machineDetection: "hangup",
    validityPeriod: Math.ceil(validitySec / 60),
    callbackData: reference,
    notifyUrl,
    notifyContentType: "application/json",
  };
}
