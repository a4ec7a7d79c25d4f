import { listAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

/** The address of something of the API, version included. */
export function apiUrl(account: OpenAccount, path: string): string {
  return `${vendorAddress(account, "https://api.telnyx.com")}/v2${path}`;
}

/** The key, where Telnyx looks for it. */
export function bearer(account: OpenAccount): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${account.credentials["apiKey"] ?? ""}` };
}

/** The first error of an answer; its parts are null where there is none. */
export function firstError(body: string): {
  readonly code: string | null;
  readonly text: string | null;
} {
  const [error] = listAt(readObject(body), "errors");
  return { code: textAt(error, "code"), text: textAt(error, "detail") ?? textAt(error, "title") };
}
