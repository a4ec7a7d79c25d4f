import { fail, type Result, succeed } from "../../core/errors.js";
import type { Keyring } from "../../flow/keyring.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { type AskPorts, askVendor } from "./ask-vendor.js";
import { publishAccountChange } from "./connect-vendor.js";
import { openOwnAccount } from "./own-account.js";
import type { AccountRow, AccountStore } from "./ports.js";

const checkEveryMs = 5_000;

/**
 * Asks the vendor whether the account's credentials work, and keeps the answer. Nothing is sent or
 * billed. No transaction is open while the vendor is asked.
 *
 * @param now read again after the vendor answered, for when the check was made
 */
export async function testVendorAccount(
  ports: AskPorts & {
    readonly accounts: AccountStore;
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
  const waitMs = testedAtMs(account) + checkEveryMs - now().getTime();
  if (waitMs > 0) {
    return fail("RATE_LIMITED", ["id"], {}, waitMs);
  }
  const plain = ports.keyring.open("credentials", account.tenantId, sealedCredentials);
  const credentials = JSON.parse(plain.toString("utf8")) as Record<string, string>;
  const said = await askVendor(ports, viewer, account, credentials);
  const check = { at: now(), ...said };
  const checked = await ports.accounts.storeCheck(viewer, account.id, check);
  if (checked === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(checked);
}

/** When it was tested last; 0 = not since it was connected, which asks by itself. */
function testedAtMs({ lastCheckedAt, createdAt }: AccountRow): number {
  const checkedAtMs = lastCheckedAt?.getTime() ?? 0;
  return checkedAtMs > createdAt.getTime() ? checkedAtMs : 0;
}
