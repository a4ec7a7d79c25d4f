/** What most adapters say and read in the same way, whatever the vendor's wire format is. */
import type { FailureClass } from "../core/otp/status.js";
import type { HttpResult } from "./http-client.js";
import { vendorText } from "./vendor-text.js";
import type { OpenAccount, SendOutcome, SendRequest } from "./vendor.js";

/** A whole answer of a vendor. */
export type Answered = Extract<HttpResult, { kind: "answered" }>;

const retryAfterSecMax = 3600;

/**
 * The outcome of a request that brought no whole answer: nothing left, or nobody knows. A whole
 * answer is handed to `read`.
 */
export function outcomeOf(
  result: HttpResult,
  read: (answer: Answered) => SendOutcome,
): SendOutcome {
  switch (result.kind) {
    case "not_sent":
      return rejected("VENDOR_DOWN", null, vendorText(result.reason));
    case "no_answer":
      return unknown(null, vendorText(result.reason));
    case "answered":
      return read(result);
    default:
      return result satisfies never;
  }
}

/** A refusal that is not billed. */
export function rejected(
  failureClass: FailureClass,
  vendorCode: string | null,
  text: string | null,
  retryAfterMs: number | null = null,
): SendOutcome {
  return {
    kind: "rejected",
    failureClass,
    charged: "no",
    vendorCode,
    vendorText: text,
    retryAfterMs,
  };
}

/** Maybe sent, maybe billed. */
export function unknown(vendorCode: string | null, text: string | null): SendOutcome {
  return { kind: "unknown", charged: "maybe", vendorCode, vendorText: text };
}

/** What must not be repeated from a vendor's words: credentials, code, recipient and text. */
export function secretsOf(request: SendRequest, account: OpenAccount): readonly string[] {
  const { code, to, text } = request;
  return [...Object.values(account.credentials), text, to, to.replace(/^\+/, ""), code];
}

/** A Retry-After header in whole seconds, as milliseconds, one hour at most; null for others. */
export function retryAfterMs(header: string | undefined): number | null {
  const isSeconds = header !== undefined && /^[0-9]{1,6}$/.test(header);
  return isSeconds ? Math.min(Number(header), retryAfterSecMax) * 1000 : null;
}

/** A JSON object, or null for anything else. */
export function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** True for what JSON writes in braces. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
