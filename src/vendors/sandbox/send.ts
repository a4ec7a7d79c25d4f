import type { HttpClient } from "../http-client.js";
import {
  type Answered,
  outcomeOf,
  rejectedOutcome,
  secretsOf,
  unmappedOutcome,
  unreadableOutcome,
} from "../outcomes.js";
import { listAt, objectAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wirePrice } from "../wire-price.js";
import { wireIds } from "../wire-text.js";
import { refusalCodes } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

/** Hands one message to `POST <baseUrl>/messages`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const result = await http.request({
    method: "POST",
    url: `${account.baseUrl}/messages`,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${account.credentials["apiKey"] ?? ""}`,
    },
    body: JSON.stringify(wireMessage(request, account)),
    timeoutMs,
  });
  return outcomeOf(result, (answer) =>
    answer.status >= 200 && answer.status < 300
      ? acceptance(answer)
      : refusal(answer, request, account),
  );
}

function wireMessage(request: SendRequest, account: OpenAccount): object {
  return {
    channel: request.channel.toLowerCase(),
    to: request.to,
    text: request.text,
    code: request.code,
    locale: request.locale,
    reference: request.reference,
    callback_url: account.callbackUrl,
    validity_sec: request.validitySec,
    ...(request.subject === null ? {} : { subject: request.subject }),
    ...(request.from === null ? {} : { from: request.from }),
    ...(request.vendorTemplateName === null ? {} : { template: request.vendorTemplateName }),
  };
}

function acceptance(result: Answered): SendOutcome {
  const body = readObject(result.body);
  const ids = wireIds(listAt(body, "messages").map((message) => textAt(message, "id")));
  if (ids === null) {
    return unreadableOutcome(result);
  }
  const price = objectAt(body, "price");
  return {
    kind: "accepted",
    vendorMessageIds: ids,
    charged: "maybe",
    price: wirePrice(price?.["amount"], price?.["currency"]),
  };
}

// Only a code of the table proves that the message was not taken; a bare 5xx, a redirect or a stray
// page does not.
function refusal(result: Answered, request: SendRequest, account: OpenAccount): SendOutcome {
  const error = objectAt(readObject(result.body), "error");
  const code = textAt(error, "code");
  const meaning = code === null ? undefined : refusalCodes.get(code);
  const secrets = secretsOf(request, account);
  const text = error?.["message"];
  if (code === null) {
    return unreadableOutcome(result);
  }
  return meaning === undefined
    ? unmappedOutcome(code, text, secrets)
    : rejectedOutcome({ ...meaning, code, text, secrets, headers: result.headers });
}
