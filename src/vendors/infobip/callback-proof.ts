import { createHmac } from "node:crypto";
import { basicPassword } from "./basic-password.js";
import { isSameSecret } from "../same-secret.js";
import { queryOf } from "../signed-url.js";
import type { CallbackRequest, OpenAccount } from "../vendor.js";

/** The address for Infobip to call: it holds what only the account's secret can make. */
export function callbackAddress(account: OpenAccount): string {
  return `${account.callbackUrl}?token=${tokenOf(account)}`;
}

/**
 * Whether a call comes from whom we gave the address to, or knows the secret as its password. That
 * is all that can be proved: Infobip signs neither body nor time. A receipt still has to name a
 * message by an id or a reference that only its sender and Infobip know.
 */
export function isProved(request: CallbackRequest, account: OpenAccount): boolean {
  const secret = account.credentials["callbackSecret"] ?? "";
  if (secret === "") {
    return false;
  }
  const token = queryOf(request).get("token") ?? "";
  const password = basicPassword(request.headers["authorization"] ?? "");
  return isSameSecret(token, tokenOf(account)) || isSameSecret(password, secret);
}

const tokens = new WeakMap<OpenAccount, string>();

/** The same for all messages of an account: making it costs more than the rest of a message. */
function tokenOf(account: OpenAccount): string {
  const known = tokens.get(account);
  if (known !== undefined) {
    return known;
  }
  const { credentials, accountId } = account;
  const token = createHmac("sha256", credentials["callbackSecret"] ?? "")
    .update(`infobip-callback ${accountId}`)
    .digest("base64url");
  tokens.set(account, token);
  return token;
}
