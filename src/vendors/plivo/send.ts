import { basicAuth } from "../basic-auth.js";
import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { listAt, readObject, type WireObject } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import { callbackUrlWith } from "../signed-url.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { wireIds } from "../wire-text.js";
import { refusalStatuses, refusalWords } from "./codes.js";
import { sealSpeech } from "./speech.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

const expirySec = { min: 5, max: 10_800 };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Hands one message to `POST /v1/Account/{auth_id}/Message/`, or one call to `…/Call/`. A sender
 * that is a uuid is a Powerpack's. Source: https://www.plivo.com/docs/messaging/api/message and
 * https://www.plivo.com/docs/voice/api/call/make-a-call
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const isCall = request.channel === "VOICE";
  const result = await http.request({
    method: "POST",
    url: `${accountUrl(account)}/${isCall ? "Call" : "Message"}/`,
    headers: { "content-type": "application/json", authorization: accountAuth(account) },
    body: JSON.stringify(isCall ? wireCall(request, account) : wireMessage(request, account)),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => readAnswer(answer, secretsOf(request, account)));
}

/** Where the resources of an account are, without a slash at the end. */
export function accountUrl(account: OpenAccount): string {
  const id = encodeURIComponent(account.credentials["authId"] ?? "");
  return `${vendorAddress(account, "https://api.plivo.com")}/v1/Account/${id}`;
}

/** The account's authorization header. */
export function accountAuth({ credentials }: OpenAccount): string {
  return basicAuth(credentials["authId"] ?? "", credentials["authToken"] ?? "");
}

function wireMessage(request: SendRequest, account: OpenAccount): object {
  const { from, to, text, validitySec } = request;
  const expiry = Math.min(Math.max(Math.trunc(validitySec), expirySec.min), expirySec.max);
  const sender = from === null ? {} : uuid.test(from) ? { powerpack_uuid: from } : { src: from };
  return {
    ...sender,
    dst: to,
    text,
    type: "sms",
    url: callbackUrlWith(account, request.reference),
    method: "POST",
    message_expiry: expiry,
  };
}

// A machine that answers gets nothing: whoever listens to it later must not hear the code.
function wireCall(request: SendRequest, account: OpenAccount): object {
  const callbackUrl = callbackUrlWith(account, request.reference);
  return {
    ...(request.from === null ? {} : { from: request.from }),
    to: request.to,
    answer_url: `${callbackUrl}&say=${sealSpeech(request.text, request.locale, account)}`,
    answer_method: "POST",
    hangup_url: callbackUrl,
    hangup_method: "POST",
    machine_detection: "hangup",
  };
}

function readAnswer(answer: Answered, secrets: readonly string[]): SendOutcome {
  const body = readObject(answer.body);
  const text = body?.["error"];
  if (answer.status < 200 || answer.status >= 300) {
    const failureClass = classOf(answer.status, text);
    return refusalOutcome(answer, { code: `http_${answer.status}`, failureClass, text, secrets });
  }
  const ids = wireIds(idsIn(body));
  if (ids !== null) {
    return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
  }
  return listAt(body, "invalid_number").length > 0
    ? rejectedOutcome({
        failureClass: "RECIPIENT_PERMANENT",
        code: "invalid_number",
        text: null,
        secrets,
      })
    : unreadableOutcome(answer);
}

function idsIn(body: WireObject | null): readonly unknown[] {
  const calls = body?.["request_uuid"];
  return calls === undefined ? listAt(body, "message_uuid") : [calls].flat();
}

function classOf(status: number, text: unknown): ReturnType<typeof refusalStatuses.get> {
  const words = status === 400 && typeof text === "string" ? text : "";
  const byWords = refusalWords.find(([pattern]) => pattern.test(words));
  return byWords?.[1] ?? refusalStatuses.get(String(status));
}
