import { listAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

/** The address of something of the REST API. */
export function apiUrl(account: OpenAccount, path: string): string {
  return `${vendorAddress(account, "https://rest.messagebird.com")}${path}`;
}

/** The key, where MessageBird looks for it. */
export function accessKey(account: OpenAccount): Readonly<Record<string, string>> {
  return { authorization: `AccessKey ${account.credentials["accessKey"] ?? ""}` };
}

/** The first error of an answer; its parts are null where there is none. */
export function firstError(body: string): {
  readonly code: string | null;
  readonly text: string | null;
  /** The field that it is about. */
  readonly parameter: string | null;
} {
  const [error] = listAt(readObject(body), "errors");
  return {
    code: textAt(error, "code"),
    text: textAt(error, "description"),
    parameter: textAt(error, "parameter"),
  };
}
