import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unreadableOutcome,
} from "../outcomes.js";
import { textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { errorCodes } from "./codes.js";
import { callGateway, readAnswer } from "./gateway-call.js";
import { requestCost } from "./request-status.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

const ttlSecMin = 30;
const ttlSecMax = 3600;

/**
 * Hands one code to `sendVerificationMessage`: the words are Telegram's. What is not delivered
 * within `ttl` is refunded, so it is the message's validity, as far as Telegram allows. Source:
 * https://core.telegram.org/gateway/api#sendverificationmessage
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const secrets = secretsOf(request, account);
  if (!/^[0-9]{4,8}$/.test(request.code)) {
    const text = "Telegram takes codes of 4 to 8 digits only";
    return rejectedOutcome({ failureClass: "CONTENT", code: "CODE_INVALID", text, secrets });
  }
  const parameters = wireMessage(request, account);
  const result = await callGateway("sendVerificationMessage", parameters, account, http, timeoutMs);
  return outcomeOf(result, (answer) => read(answer, secrets));
}

function wireMessage(request: SendRequest, account: OpenAccount): object {
  return {
    phone_number: request.to,
    code: request.code,
    ttl: Math.min(Math.max(request.validitySec, ttlSecMin), ttlSecMax),
    payload: request.reference,
    callback_url: account.callbackUrl,
    ...(request.from === null ? {} : { sender_username: request.from.replace(/^@/, "") }),
  };
}

function read(answer: Answered, secrets: readonly string[]): SendOutcome {
  const { result, error, waitSec } = readAnswer(answer.body);
  if (result === null) {
    const failureClass = error === null ? undefined : errorCodes.get(error);
    const headers = waitSec === null ? answer.headers : { "retry-after": String(waitSec) };
    return refusalOutcome(
      { ...answer, headers },
      { code: error, failureClass, text: null, secrets },
    );
  }
  const ids = wireIds([textAt(result, "request_id")]);
  if (ids === null || answer.status < 200 || answer.status > 299) {
    return unreadableOutcome(answer);
  }
  const price = requestCost(result);
  return {
    kind: "accepted",
    vendorMessageIds: ids,
    charged: price === null ? "maybe" : "yes",
    price,
  };
}
