import { fail, type Result, succeed } from "../../core/errors.js";
import type { KeyValue } from "../../flow/rows.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkCredentials, credentialHints, credentialsJson } from "./check-credentials.js";
import { type ConnectPorts, publishAccountChange } from "./connect-vendor.js";
import { openOwnAccount } from "./own-account.js";
import type { AccountRow } from "./ports.js";

/**
 * Replaces all credentials of an account; messages on their way keep the ones that they left with.
 */
export async function rotateVendorCredentials(
  ports: ConnectPorts,
  viewer: KeyViewer,
  id: string | null,
  credentials: readonly KeyValue[],
): Promise<Result<AccountRow>> {
  const opened = await openOwnAccount(ports.accounts, viewer, id);
  if (!opened.ok) {
    return opened;
  }
  const { account } = opened.value;
  const [vendor] = await ports.vendors.vendorsById(viewer, [account.vendorId]);
  const adapter = ports.adapters.find(vendor?.adapter ?? "");
  if (adapter === null) {
    throw new Error("an account's vendor has an adapter that is not there");
  }
  const errors = checkCredentials(credentials, adapter);
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const sealed = ports.keyring.seal("credentials", viewer.tenantId, credentialsJson(credentials));
  const hints = credentialHints(credentials);
  const rotated = await ports.accounts.replaceCredentials(viewer, account.id, sealed, hints);
  if (rotated === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(rotated);
}
