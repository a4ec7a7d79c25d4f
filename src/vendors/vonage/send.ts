import type { HttpClient } from "../http-client.js";
import { type Answered, outcomeOf, rejected, secretsOf, unreadableOutcome } from "../outcomes.js";
import { readObject, textAt, type WireObject } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { wireIds } from "../wire-text.js";
import { wireCall } from "./call.js";
import { errorCodes } from "./codes.js";
import { wireMessage } from "./message.js";
import { applicationAuth } from "./token.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/** Hands one message to `POST /v1/messages`, or one call to `POST /v1/calls`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  if (request.channel === "WHATSAPP" && request.vendorTemplateName === null) {
    return rejected("CONTENT", "NO_TEMPLATE", "WhatsApp takes codes by template only");
  }
  const authorization = applicationAuth(account);
  if (authorization === null) {
    return rejected("ACCOUNT", "NO_PRIVATE_KEY", "the application's private key cannot be read");
  }
  const isCall = request.channel === "VOICE";
  const result = await http.request({
    method: "POST",
    url: `${vendorAddress(account, vonageApi)}${isCall ? "/v1/calls" : "/v1/messages"}`,
    headers: { "content-type": "application/json", accept: "application/json", authorization },
    body: JSON.stringify(isCall ? wireCall(request, account) : wireMessage(request, account)),
    timeoutMs,
  });
  const idName = isCall ? "uuid" : "message_uuid";
  return outcomeOf(result, (answer) => readAnswer(answer, idName, secretsOf(request, account)));
}

/** Vonage's own address. */
export const vonageApi = "https://api.nexmo.com";

function readAnswer(answer: Answered, idName: string, secrets: readonly string[]): SendOutcome {
  const body = readObject(answer.body);
  if (answer.status < 200 || answer.status >= 300) {
    const code = problemCode(body);
    const failureClass = errorCodes.get(code ?? "");
    const text = body?.["detail"] ?? body?.["title"] ?? body?.["error_title"];
    return refusalOutcome(answer, { code, failureClass, text, secrets });
  }
  const ids = wireIds([body?.[idName]]);
  return ids === null
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}

/**
 * The code of an RFC 7807 problem: what its type's address ends with, else a title that is a
 * number, else a type that is one word (older answers about calls). Null when it has none.
 */
export function problemCode(problem: WireObject | null): string | null {
  const type = textAt(problem, "type") ?? "";
  const title = textAt(problem, "title") ?? "";
  const fragment = /#([\w-]{1,64})$/.exec(type)?.[1];
  const word = /^[A-Z_]{1,64}$/.test(type) ? type.toLowerCase().replaceAll("_", "-") : null;
  return fragment ?? (/^\d{3,5}$/.test(title) ? title : word);
}
