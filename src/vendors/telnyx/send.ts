import type { HttpClient } from "../http-client.js";
import { templateLanguage } from "../meta-whatsapp/language.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { objectAt, readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import { callbackUrlWith } from "../signed-url.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wirePrice } from "../wire-price.js";
import { wireIds } from "../wire-text.js";
import { apiUrl, bearer, firstError } from "./api.js";
import { errorCodes } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/**
 * Hands one message to `POST /v2/messages`, or one template to `POST /v2/messages/whatsapp`. Telnyx
 * takes no reference of ours, so it goes into the address of the webhook, which comes back within
 * the signed body. Source: https://developers.telnyx.com/api-reference/messages/send-a-message
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const secrets = secretsOf(request, account);
  const isWhatsapp = request.channel === "WHATSAPP";
  if (isWhatsapp && request.vendorTemplateName === null) {
    const text = "WhatsApp takes codes by template only, and the plan names none";
    return rejectedOutcome({ failureClass: "CONTENT", code: "NO_TEMPLATE", text, secrets });
  }
  const result = await http.request({
    method: "POST",
    url: apiUrl(account, isWhatsapp ? "/messages/whatsapp" : "/messages"),
    headers: { "content-type": "application/json", ...bearer(account) },
    body: JSON.stringify({
      ...(request.from === null ? {} : { from: request.from }),
      to: request.to,
      ...(isWhatsapp ? whatsapp(request) : { type: "SMS", text: request.text }),
      messaging_profile_id: account.credentials["messagingProfileId"] ?? "",
      webhook_url: callbackUrlWith(account, request.reference),
    }),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => read(answer, secrets));
}

/** An authentication template: the code fills its text and its button. */
function whatsapp({ vendorTemplateName, code, locale, reference }: SendRequest): object {
  const parameters = [{ type: "text", text: code }];
  return {
    type: "WHATSAPP",
    whatsapp_message: {
      type: "template",
      template: {
        name: vendorTemplateName,
        language: { policy: "deterministic", code: templateLanguage(locale) },
        components: [
          { type: "body", parameters },
          { type: "button", sub_type: "url", index: 0, parameters },
        ],
      },
      biz_opaque_callback_data: reference,
    },
  };
}

function read(answer: Answered, secrets: readonly string[]): SendOutcome {
  const { code, text } = firstError(answer.body);
  if (code !== null || answer.status >= 400) {
    const failureClass = code === null ? undefined : errorCodes.get(code);
    return refusalOutcome(answer, { code, failureClass, text, secrets });
  }
  const data = objectAt(readObject(answer.body), "data");
  const ids = wireIds([textAt(data, "id")]);
  if (ids === null || answer.status < 200 || answer.status >= 300) {
    return unreadableOutcome(answer);
  }
  const cost = objectAt(data, "cost");
  const price = wirePrice(cost?.["amount"], cost?.["currency"]);
  return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price };
}
