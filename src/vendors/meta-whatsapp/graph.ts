import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

const version = "v23.0";

/** The address of the account's number, or of something that belongs to it. */
export function graphUrl(account: OpenAccount, edge: string): string {
  const number = encodeURIComponent(account.credentials["phoneNumberId"] ?? "");
  return `${vendorAddress(account, "https://graph.facebook.com")}/${version}/${number}${edge}`;
}

/** The token, where Graph looks for it. */
export function bearer(account: OpenAccount): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${account.credentials["accessToken"] ?? ""}` };
}
