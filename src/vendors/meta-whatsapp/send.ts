import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { listAt, objectAt, readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { classOf, codeOf } from "./codes.js";
import { bearer, graphUrl } from "./graph.js";
import { templateLanguage } from "./language.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/**
 * Hands one authentication template to `POST /{number}/messages`: the code fills its text and its
 * button. The words are Meta's, in the template's language. Source:
 * https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const secrets = secretsOf(request, account);
  const template = request.vendorTemplateName;
  if (template === null) {
    const text = "WhatsApp takes codes by template only, and the plan names none";
    return rejectedOutcome({ failureClass: "CONTENT", code: "NO_TEMPLATE", text, secrets });
  }
  const result = await http.request({
    method: "POST",
    url: graphUrl(account, "/messages"),
    headers: { "content-type": "application/json", ...bearer(account) },
    body: JSON.stringify(wireMessage(request, template)),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => read(answer, secrets));
}

function wireMessage(request: SendRequest, template: string): object {
  const parameters = [{ type: "text", text: request.code }];
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: request.to,
    type: "template",
    template: {
      name: template,
      language: { policy: "deterministic", code: templateLanguage(request.locale) },
      components: [
        { type: "body", parameters },
        { type: "button", sub_type: "url", index: "0", parameters },
      ],
    },
    biz_opaque_callback_data: request.reference,
  };
}

function read(answer: Answered, secrets: readonly string[]): SendOutcome {
  const body = readObject(answer.body);
  const error = objectAt(body, "error");
  const isTaken = answer.status >= 200 && answer.status < 300;
  if (error !== null || !isTaken) {
    const code = codeOf(error);
    return refusalOutcome(answer, {
      code,
      failureClass: code === null ? undefined : classOf(code, textAt(error, "error_subcode")),
      text: textAt(objectAt(error, "error_data"), "details") ?? textAt(error, "message"),
      secrets,
    });
  }
  const ids = wireIds(listAt(body, "messages").map((message) => textAt(message, "id")));
  return ids === null
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}
