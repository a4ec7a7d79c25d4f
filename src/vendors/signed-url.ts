import { wireText } from "./wire-text.js";
import type { CallbackRequest, OpenAccount } from "./vendor.js";

const name = "ref";

/**
 * The account's callback address with our reference in its query, for vendors that take no
 * reference but sign the address that they call.
 */
export function callbackUrlWith(account: OpenAccount, reference: string): string {
  return `${account.callbackUrl}?${name}=${encodeURIComponent(reference)}`;
}

/**
 * The address that the vendor called, as it knows it: the account's own with the query of the
 * call. What a proxy made of host and path does not matter.
 */
export function calledUrl(account: OpenAccount, request: CallbackRequest): string {
  const at = request.url.indexOf("?");
  return at < 0 ? account.callbackUrl : account.callbackUrl + request.url.slice(at);
}

/** The query of a call, decoded. */
export function queryOf(request: CallbackRequest): URLSearchParams {
  const at = request.url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : request.url.slice(at + 1));
}

/** Our reference in the query of a call; null when it holds none. */
export function referenceIn(request: CallbackRequest): string | null {
  return wireText(queryOf(request).get(name));
}
