import type { OpenAccount } from "./vendor.js";

/** Where to reach a vendor: what the operator configured for it, else the vendor's own address. */
export function vendorAddress(account: OpenAccount, own: string): string {
  return account.baseUrl === "" ? own : account.baseUrl;
}
