import { fail, type Result, succeed } from "../../core/errors.js";
import type { Keyring } from "../../flow/keyring.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { VendorStore } from "../vendors/ports.js";
import { publishAccountChange } from "./connect-vendor.js";
import { openOwnAccount } from "./own-account.js";
import type { AccountChecker, AccountRow, AccountStore } from "./ports.js";

const checkEveryMs = 5_000;
const messageMax = 500;

/**
 * Asks the vendor whether the account's credentials work, and keeps the answer. Nothing is sent or
 * billed. No transaction is open while the vendor is asked.
 *
 * @param now read again after the vendor answered, for when the check was made
 */
export async function testVendorAccount(
  ports: {
    readonly accounts: AccountStore;
    readonly vendors: VendorStore;
    readonly checker: AccountChecker;
    readonly keyring: Keyring;
    readonly bus: Bus;
  },
  viewer: KeyViewer,
  id: string | null,
  now: () => Date,
): Promise<Result<AccountRow>> {
  const opened = await openOwnAccount(ports.accounts, viewer, id);
  if (!opened.ok) {
    return opened;
  }
  const { account, sealedCredentials } = opened.value;
  const waitMs = (account.lastCheckedAt?.getTime() ?? 0) + checkEveryMs - now().getTime();
  if (waitMs > 0) {
    return fail("RATE_LIMITED", ["id"], {}, waitMs);
  }
  const [vendor] = await ports.vendors.vendorsById(viewer, [account.vendorId]);
  if (vendor === null || vendor === undefined) {
    throw new Error("an account names a vendor that is not there");
  }
  const plain = ports.keyring.open("credentials", account.tenantId, sealedCredentials);
  const { ok, message } = await ports.checker.check({
    adapter: vendor.adapter,
    vendorSlug: vendor.slug,
    baseUrl: vendor.baseUrl,
    accountId: account.id,
    credentials: JSON.parse(plain.toString("utf8")) as Record<string, string>,
  });
  const check = { at: now(), ok, message: message.slice(0, messageMax) };
  const checked = await ports.accounts.storeCheck(viewer, account.id, check);
  if (checked === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(checked);
}
