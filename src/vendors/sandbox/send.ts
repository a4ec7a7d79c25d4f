import type { Money } from "../../core/money.js";
import type { HttpClient, HttpResult } from "../http-client.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { refusalCodes } from "./codes.js";
import { readMoney } from "./wire-money.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

const retryAfterSecMax = 3600;

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
  return outcomeOf(result, request, account);
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

function outcomeOf(result: HttpResult, request: SendRequest, account: OpenAccount): SendOutcome {
  switch (result.kind) {
    case "not_sent":
      return {
        kind: "rejected",
        failureClass: "VENDOR_DOWN",
        charged: "no",
        vendorCode: null,
        vendorText: vendorText(result.reason),
        retryAfterMs: null,
      };
    case "no_answer":
      return unknown(null, vendorText(result.reason));
    case "answered":
      return result.status >= 200 && result.status < 300
        ? acceptance(result)
        : refusal(result, request, account);
    default:
      return result satisfies never;
  }
}

type Answered = Extract<HttpResult, { kind: "answered" }>;

function acceptance(result: Answered): SendOutcome {
  const body = readObject(result.body);
  const ids = messageIds(body?.["messages"]);
  if (body === null || ids === null) {
    return unknown(`http_${result.status}`, "the answer could not be read");
  }
  const price: Money | null = readMoney(body["price"]);
  return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price };
}

function messageIds(messages: unknown): string[] | null {
  if (!Array.isArray(messages) || messages.length === 0 || messages.length > 255) {
    return null;
  }
  const ids = messages.map((message: unknown) => {
    const id = isObject(message) ? message["id"] : null;
    return typeof id === "string" && id !== "" && id.length <= 200 ? id : null;
  });
  return ids.every((id) => id !== null) ? ids : null;
}

// Only a code of the table proves that the message was not taken; a bare 5xx, a redirect or a stray
// page does not.
function refusal(result: Answered, request: SendRequest, account: OpenAccount): SendOutcome {
  const error = readObject(result.body)?.["error"];
  const code = isObject(error) && typeof error["code"] === "string" ? error["code"] : null;
  const meaning = code === null ? undefined : refusalCodes.get(code);
  const secrets = [...Object.values(account.credentials), request.code, request.to, request.text];
  const text = vendorText(isObject(error) ? error["message"] : null, secrets);
  if (meaning === undefined) {
    return unknown(vendorText(code, secrets) ?? `http_${result.status}`, text);
  }
  return {
    kind: "rejected",
    failureClass: meaning.failureClass,
    charged: meaning.charged,
    vendorCode: code,
    vendorText: text,
    retryAfterMs: retryAfterMs(result.headers["retry-after"]),
  };
}

function unknown(vendorCode: string | null, text: string | null): SendOutcome {
  return { kind: "unknown", charged: "maybe", vendorCode, vendorText: text };
}

function retryAfterMs(header: string | undefined): number | null {
  const isSeconds = header !== undefined && /^[0-9]{1,6}$/.test(header);
  return isSeconds ? Math.min(Number(header), retryAfterSecMax) * 1000 : null;
}

function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
