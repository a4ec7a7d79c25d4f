import { fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { publishAccountChange } from "./connect-vendor.js";
import type { AccountRow, AccountStore } from "./ports.js";

/**
 * Takes an account out of use for good; receipts of what it sent are still accepted.
 * Once more changes nothing.
 */
export async function disconnectVendor(
  ports: { readonly accounts: AccountStore; readonly bus: Bus },
  viewer: KeyViewer,
  id: string | null,
  now: Date,
): Promise<Result<AccountRow>> {
  const account = id === null ? null : await ports.accounts.disconnectAccount(viewer, id, now);
  if (account === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(account);
}
