import type { IndexedAccount } from "../flow/market.js";
import type { AccountOpener } from "./gateway.js";
import type { CallbackRequest, CallbackResult } from "./vendor.js";

/** Lets the account's adapter verify and read a callback; an adapter that throws refuses it. */
export function readCallback(
  opener: AccountOpener,
  account: IndexedAccount,
  request: CallbackRequest,
): CallbackResult {
  const adapter = opener.adapter(account.vendor.adapter);
  try {
    return adapter.readCallback(request, opener.open(account));
  } catch {
    return {
      kind: "refused",
      reason: "malformed",
      answer: { status: 400, contentType: "text/plain", body: "malformed" },
    };
  }
}
