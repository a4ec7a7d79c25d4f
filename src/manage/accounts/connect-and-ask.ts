import { type Result, succeed } from "../../core/errors.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { type AskPorts, askVendor } from "./ask-vendor.js";
import {
  type ConnectPorts,
  connectVendor,
  type ConnectVendorRequest,
  publishAccountChange,
} from "./connect-vendor.js";
import type { AccountRow } from "./ports.js";

/**
 * Connects an account, then asks its vendor whether the credentials work. A no does not undo it:
 * some vendors show the secret of their callbacks only to who gives them the account's callback
 * address, and a vendor may be out of order for a moment. What it said is kept as of the moment of
 * connecting, so that testVendorAccount may follow at once.
 */
export async function connectAndAsk(
  ports: ConnectPorts & AskPorts,
  viewer: KeyViewer,
  request: ConnectVendorRequest,
  now: Date,
): Promise<Result<AccountRow>> {
  const connected = await connectVendor(ports, viewer, request, now);
  if (!connected.ok) {
    return connected;
  }
  const account = connected.value;
  const credentials = Object.fromEntries(request.credentials.map(({ key, value }) => [key, value]));
  const check = { at: now, ...(await askVendor(ports, viewer, account, credentials)) };
  const checked = await ports.accounts.storeCheck(viewer, account.id, check);
  publishAccountChange(ports.bus, viewer);
  return succeed(checked ?? account);
}
