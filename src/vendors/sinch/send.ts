import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { bearer, complaintIn, has, smsUrl } from "./api.js";
import { smsRefusalClass, verificationCodes } from "./codes.js";
import { flashCall } from "./flash-call.js";
import type { WireProblem, WireRequest } from "./wire-request.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/**
 * Hands one message to `POST /xms/v1/{plan}/batches`, or has one number called by `POST
 * /verification/v1/verifications`. A batch has one id for all parts of its message. Source:
 * https://developers.sinch.com/docs/sms/api-reference/sms/batches/sendsms
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const secrets = secretsOf(request, account);
  const isCall = request.channel === "MISSED_CALL";
  const wire = isCall ? flashCall(request, account, new Date()) : batch(request, account);
  if ("problem" in wire) {
    const { problem, code, failureClass } = wire;
    return rejectedOutcome({ failureClass, code, text: problem, secrets });
  }
  const result = await http.request({ method: "POST", ...wire, timeoutMs });
  return outcomeOf(result, (answer) => read(answer, isCall, secrets));
}

function batch(request: SendRequest, account: OpenAccount): WireRequest | WireProblem {
  if (!has(account, "apiToken") || !has(account, "servicePlanId")) {
    const problem = "the account has no service plan for SMS";
    return { problem, code: "NO_SERVICE_PLAN", failureClass: "ACCOUNT" };
  }
  return {
    url: smsUrl(account, "/batches"),
    headers: { "content-type": "application/json", ...bearer(account) },
    body: JSON.stringify({
      ...(request.from === null ? {} : { from: request.from }),
      to: [request.to],
      body: request.text,
      type: "mt_text",
      delivery_report: "per_recipient",
      callback_url: account.callbackUrl,
      client_reference: request.reference,
      expire_at: new Date(Date.now() + request.validitySec * 1000).toISOString(),
    }),
  };
}

function read(answer: Answered, isCall: boolean, secrets: readonly string[]): SendOutcome {
  if (answer.status >= 400) {
    const { code, text } = complaintIn(answer.body);
    const failureClass =
      code === null
        ? undefined
        : isCall
          ? verificationCodes.get(code)
          : smsRefusalClass(code, text ?? "");
    return refusalOutcome(answer, { code, failureClass, text, secrets });
  }
  const ids = wireIds([textAt(readObject(answer.body), "id")]);
  return ids === null || answer.status < 200 || answer.status >= 300
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}
