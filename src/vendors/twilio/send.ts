import { basicAuth } from "../basic-auth.js";
import { formBody } from "../form-body.js";
import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejected,
  rejectedOutcome,
  secretsOf,
  unknown,
  unmappedOutcome,
  unreadableOutcome,
} from "../outcomes.js";
import { readObject, textAt, type WireObject } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import { callbackUrlWith } from "../signed-url.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { wirePrice } from "../wire-price.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireIds } from "../wire-text.js";
import { errorCodes, statuses } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

const validitySecMax = 36_000;

/**
 * Hands one message to `POST /2010-04-01/Accounts/{AccountSid}/Messages.json`. A sender that begins
 * with MG is a messaging service's id; a template's name is its ContentSid, whose variable 1 is the
 * code. Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  if (request.channel === "WHATSAPP" && request.vendorTemplateName === null) {
    return rejected("CONTENT", "NO_TEMPLATE", "WhatsApp takes codes by template only");
  }
  const result = await http.request({
    method: "POST",
    url: `${accountUrl(account)}/Messages.json`,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      authorization: accountAuth(account),
    },
    body: formBody(wireMessage(request, account)),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => readAnswer(answer, secretsOf(request, account)));
}

/** Where the resources of an account are. */
export function accountUrl(account: OpenAccount): string {
  const sid = encodeURIComponent(account.credentials["accountSid"] ?? "");
  return `${vendorAddress(account, "https://api.twilio.com")}/2010-04-01/Accounts/${sid}`;
}

/** The authorization header of requests: an API key's where the account has one. */
export function accountAuth({ credentials }: OpenAccount): string {
  const { accountSid = "", authToken = "", apiKeySid = "", apiKeySecret = "" } = credentials;
  return apiKeySid === "" || apiKeySecret === ""
    ? basicAuth(accountSid, authToken)
    : basicAuth(apiKeySid, apiKeySecret);
}

function wireMessage(request: SendRequest, account: OpenAccount): Record<string, string> {
  const { from, vendorTemplateName: template, code } = request;
  const address = request.channel === "WHATSAPP" ? "whatsapp:" : "";
  return {
    To: address + request.to,
    ...(from === null ? {} : senderOf(from, address)),
    ...(template === null
      ? { Body: request.text }
      : { ContentSid: template, ContentVariables: JSON.stringify({ 1: code }) }),
    StatusCallback: callbackUrlWith(account, request.reference),
    ValidityPeriod: String(Math.min(Math.max(Math.trunc(request.validitySec), 1), validitySecMax)),
  };
}

function senderOf(from: string, address: string): Record<string, string> {
  return /^MG[0-9a-f]{32}$/i.test(from)
    ? { MessagingServiceSid: from }
    : { From: from.startsWith(address) ? from : address + from };
}

function readAnswer(answer: Answered, secrets: readonly string[]): SendOutcome {
  const body = readObject(answer.body);
  if (answer.status < 200 || answer.status >= 300) {
    const code = textAt(body, "code");
    const failureClass = errorCodes.get(code ?? "");
    return refusalOutcome(answer, { code, failureClass, text: body?.["message"], secrets });
  }
  const ids = wireIds([body?.["sid"]]);
  if (body === null || ids === null) {
    return unreadableOutcome(answer);
  }
  const status = statuses.get(textAt(body, "status") ?? "");
  if (status === "REJECTED" || status === "UNDELIVERED") {
    return failedAtOnce(body, secrets);
  }
  const price = wirePrice(body["price"], body["price_unit"]);
  return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price };
}

/** A message that failed at once is answered 201 too, and its processing may be billed. */
function failedAtOnce(body: WireObject, secrets: readonly string[]): SendOutcome {
  const code = wireCode(body["error_code"], secrets);
  const failureClass = errorCodes.get(code ?? "");
  const text = body["error_message"];
  if (failureClass === undefined && code !== null) {
    return unmappedOutcome(code, text, secrets);
  }
  return failureClass === undefined || failureClass === "OUTCOME_UNKNOWN"
    ? unknown(code, vendorText(text, secrets))
    : rejectedOutcome({ failureClass, charged: "maybe", code, text, secrets });
}
