import type { KeyViewer } from "../../flow/viewer.js";
import type { VendorStore } from "../vendors/ports.js";
import type { AccountChecker, AccountRow } from "./ports.js";

const messageMax = 500;

/** What asking a vendor about an account needs. */
export interface AskPorts {
  readonly vendors: VendorStore;
  readonly checker: AccountChecker;
}

/**
 * Asks the vendor of an account whether these credentials work, and answers in its words, 500
 * characters at most. Nothing is sent, billed or stored; call it outside of transactions.
 */
export async function askVendor(
  ports: AskPorts,
  viewer: KeyViewer,
  account: AccountRow,
  credentials: Readonly<Record<string, string>>,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const [vendor] = await ports.vendors.vendorsById(viewer, [account.vendorId]);
  if (vendor === null || vendor === undefined) {
    throw new Error("an account names a vendor that is not there");
  }
  const { ok, message } = await ports.checker.check({
    adapter: vendor.adapter,
    vendorSlug: vendor.slug,
    baseUrl: vendor.baseUrl,
    accountId: account.id,
    credentials,
  });
  return { ok, message: message.slice(0, messageMax) };
}
