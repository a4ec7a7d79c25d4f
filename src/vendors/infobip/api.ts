import { isObject, listAt, objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

/** The address of something of the API; an account's own subdomain is the operator's to set. */
export function apiUrl(account: OpenAccount, path: string): string {
  return `${vendorAddress(account, "https://api.infobip.com")}${path}`;
}

/** The key, where Infobip looks for it, and the form of all bodies. */
export function apiHeaders(account: OpenAccount): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    accept: "application/json",
    authorization: `App ${account.credentials["apiKey"] ?? ""}`,
  };
}

/** What an answer says against a request, in the form of new endpoints or of old ones. */
export function complaintIn(body: string): {
  readonly code: string | null;
  readonly text: string | null;
  /** Fields of the request that are wrong. */
  readonly fields: readonly string[];
} {
  const answer = readObject(body);
  const old = objectAt(objectAt(answer, "requestError"), "serviceException");
  if (old !== null) {
    const errors = old["validationErrors"];
    return {
      code: textAt(old, "messageId"),
      text: textAt(old, "text"),
      fields: isObject(errors) ? Object.keys(errors) : [],
    };
  }
  return {
    code: textAt(answer, "errorCode"),
    text: textAt(answer, "description"),
    fields: listAt(answer, "violations").flatMap((one) => textAt(one, "property") ?? []),
  };
}

/** The id of a status or an error, 0 included; null where there is none. */
export function idOf(value: WireObject | null): string | null {
  return textAt(value, "id");
}
