/** What most adapters say in the same way, whatever the vendor's wire format is. */
import type { FailureClass } from "../core/otp/status.js";
import type { HttpResult } from "./http-client.js";
import { retryAfterMs } from "./retry-after.js";
import type { Charged, OpenAccount, SendOutcome, SendRequest } from "./vendor.js";
import { vendorText } from "./vendor-text.js";
import { wireCode } from "./wire-code.js";

/** A whole answer of a vendor. */
export type Answered = Extract<HttpResult, { kind: "answered" }>;

/**
 * The outcome of a request that brought no whole answer: nothing left, or nobody knows. A whole
 * answer is handed to `read`.
 */
export function outcomeOf(
  result: HttpResult,
  read: (answer: Answered) => SendOutcome,
): SendOutcome {
  return result.kind === "answered" ? read(result) : unansweredOutcome(result);
}

/** What a request came to that got no answer: whether it may have left decides. */
export function unansweredOutcome(result: Exclude<HttpResult, Answered>): SendOutcome {
  return result.kind === "not_sent"
    ? rejected("VENDOR_DOWN", null, vendorText(result.reason))
    : unknown(null, vendorText(result.reason));
}

/**
 * A refusal whose code a table knows: the message was not taken. The vendor's words are cleaned
 * here; `Retry-After` is read from the answer's headers where they are given.
 */
export function rejectedOutcome(refusal: {
  readonly failureClass: FailureClass;
  readonly charged?: Charged;
  readonly code: string | null;
  readonly text: unknown;
  /** What must not show in the words; see secretsOf. */
  readonly secrets: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}): SendOutcome {
  const { failureClass, code, text, secrets, headers } = refusal;
  const waitMs = retryAfterMs(headers?.["retry-after"], headers?.["date"]);
  return {
    ...rejected(failureClass, code, vendorText(text, secrets), waitMs),
    charged: refusal.charged ?? "no",
  };
}

/** A refusal that is not billed, of a code and words that hold no secret. */
export function rejected(
  failureClass: FailureClass,
  vendorCode: string | null,
  text: string | null,
  waitMs: number | null = null,
): SendOutcome {
  return {
    kind: "rejected",
    failureClass,
    charged: "no",
    vendorCode,
    vendorText: text,
    retryAfterMs: waitMs,
  };
}

/**
 * An answer with a code that is in no table: maybe sent, maybe billed, and the account's owner is
 * told. The words are cleaned here, and a code that holds a secret.
 */
export function unmappedOutcome(
  code: string,
  text: unknown,
  secrets: readonly string[],
): SendOutcome {
  const shown = wireCode(code, secrets) ?? "unreadable";
  return { ...unknown(shown, vendorText(text, secrets)), isCodeKnown: false };
}

/** Maybe sent, maybe billed, of a code and words that hold no secret. */
export function unknown(
  vendorCode: string | null,
  text: string | null,
): Extract<SendOutcome, { kind: "unknown" }> {
  return { kind: "unknown", charged: "maybe", vendorCode, vendorText: text };
}

/** An answer that no table knows and that carries no code of the vendor's: its status is kept. */
export function unreadableOutcome(result: Answered): SendOutcome {
  return unknown(`http_${result.status}`, "the answer could not be read");
}

/** All that must not show in what a vendor says of this message. */
export function secretsOf(request: SendRequest, account: OpenAccount): readonly string[] {
  const { code, to, text } = request;
  return [...Object.values(account.credentials), text, to, to.replace(/^\+/, ""), code];
}
