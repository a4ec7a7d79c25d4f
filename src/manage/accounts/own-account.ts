import { fail, type Result, succeed } from "../../core/errors.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountRow, AccountStore } from "./ports.js";

/** An account of the viewer's own that is still connected, with its sealed credentials. */
export async function openOwnAccount(
  accounts: AccountStore,
  viewer: KeyViewer,
  id: string | null,
): Promise<Result<{ readonly account: AccountRow; readonly sealedCredentials: Buffer }>> {
  const found = id === null ? null : await accounts.ownAccount(viewer, id);
  if (found === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  return found.account.disconnectedAt === null
    ? succeed(found)
    : fail("ACCOUNT_DISCONNECTED", ["id"]);
}
