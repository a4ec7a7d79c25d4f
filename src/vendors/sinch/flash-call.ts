import type { OpenAccount, SendRequest } from "../vendor.js";
import { has, verificationUrl } from "./api.js";
import { signedHeaders } from "./application-signature.js";
import type { WireProblem, WireRequest } from "./wire-request.js";

const path = "/verification/v1/verifications";
/** Digits of the calling number that are left of the sender, its country among them. */
const keptDigitsMin = 4;

/**
 * The request for one flash call. Before it calls, Sinch asks back for the number to call from;
 * our answer to that is made from what is handed over here as `custom`, which comes back signed.
 * Source:
 * https://developers.sinch.com/docs/verification/api-reference/verification/verifications-start
 */
export function flashCall(
  request: SendRequest,
  account: OpenAccount,
  now: Date,
): WireRequest | WireProblem {
  if (!has(account, "applicationKey") || !has(account, "applicationSecret")) {
    const problem = "the account has no application for flash calls";
    return { problem, code: "NO_APPLICATION", failureClass: "ACCOUNT" };
  }
  const caller = callingNumber(request.from, request.code);
  if (caller === null) {
    const problem = "the sender is no range of numbers that the code can be the end of";
    return { problem, code: "NO_CALLING_NUMBER", failureClass: "CONTENT" };
  }
  const body = JSON.stringify({
    identity: { type: "number", endpoint: request.to },
    reference: request.reference,
    custom: caller,
    method: "flashcall",
  });
  return {
    url: verificationUrl(account, path),
    headers: signedHeaders(account, { method: "POST", path, body }, now),
    body,
  };
}

/**
 * The number to call from: the sender with the code in place of its last digits; null when the code
 * is not of digits alone or the sender has too few to be a range.
 */
export function callingNumber(from: string | null, code: string): string | null {
  const digits = from?.replace(/^\+/, "") ?? "";
  const kept = digits.length - code.length;
  return /^[0-9]+$/.test(code) && /^[0-9]{8,15}$/.test(digits) && kept >= keptDigitsMin
    ? `+${digits.slice(0, kept)}${code}`
    : null;
}
