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
import { apiHeaders, apiUrl, complaintIn, idOf } from "./api.js";
import { classOfComplaint, statusOf } from "./codes.js";
import { wireMessage } from "./messages.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/** "Expired": what ends there was on its way, and what fraud protection stops there is billed. */
const billedLossGroup = "4";

/**
 * Hands one message over: SMS by version 3 of its API, the other channels by theirs. Infobip
 * answers 200 also for a message that it refuses; the message's own status tells.
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const secrets = secretsOf(request, account);
  if (request.channel === "WHATSAPP" && request.vendorTemplateName === null) {
    const text = "WhatsApp takes codes by template only, and the plan names none";
    return rejectedOutcome({ failureClass: "CONTENT", code: "NO_TEMPLATE", text, secrets });
  }
  const { path, message } = wireMessage(request, account);
  const result = await http.request({
    method: "POST",
    url: apiUrl(account, path),
    headers: apiHeaders(account),
    body: JSON.stringify({ messages: [message] }),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => read(answer, secrets));
}

function read(answer: Answered, secrets: readonly string[]): SendOutcome {
  if (answer.status >= 400) {
    const { code, text, fields } = complaintIn(answer.body);
    const failureClass = code === null ? undefined : classOfComplaint(code, fields);
    return refusalOutcome(answer, { code, failureClass, text, secrets });
  }
  const messages = listAt(readObject(answer.body), "messages");
  const ids = wireIds(messages.map((message) => textAt(message, "messageId")));
  if (answer.status < 200 || answer.status >= 300 || ids === null) {
    return unreadableOutcome(answer);
  }
  const lost = messages
    .map((message) => objectAt(message, "status"))
    .find(
      (status) => status === null || !["0", "1", "3"].includes(textAt(status, "groupId") ?? ""),
    );
  if (lost === undefined) {
    return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
  }
  // Refused, or of a group that no list knows.
  const known = statusOf.get(idOf(lost) ?? "");
  const outcome = refusalOutcome(answer, {
    code: known?.name ?? textAt(lost, "name") ?? idOf(lost),
    failureClass: known === undefined ? undefined : (known.failureClass ?? "OUTCOME_UNKNOWN"),
    text: textAt(lost, "description"),
    secrets,
  });
  return textAt(lost, "groupId") === billedLossGroup ? { ...outcome, charged: "maybe" } : outcome;
}
