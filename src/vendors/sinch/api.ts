import { objectAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";

/** What stands in the place of credentials for a product that the account does not use. */
const unused = "-";

/** True when the account has the credentials of this name. */
export function has(account: OpenAccount, name: string): boolean {
  const value = account.credentials[name] ?? "";
  return value !== "" && value !== unused;
}

/** The address of something of the account's service plan. */
export function smsUrl(account: OpenAccount, path: string): string {
  const plan = encodeURIComponent(account.credentials["servicePlanId"] ?? "");
  return `${vendorAddress(account, "https://us.sms.api.sinch.com")}/xms/v1/${plan}${path}`;
}

/** The token of the service plan, where Sinch looks for it. */
export function bearer(account: OpenAccount): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${account.credentials["apiToken"] ?? ""}` };
}

/**
 * The address of something of the verification API, which has one host for all regions: an address
 * that the operator chose for the region of SMS is not meant for it.
 */
export function verificationUrl(account: OpenAccount, path: string): string {
  const own = "https://verification.api.sinch.com";
  const isRegion = /^https:\/\/[a-z0-9.-]*sms\.api\.sinch\.com/.test(account.baseUrl);
  return `${isRegion ? own : vendorAddress(account, own)}${path}`;
}

/** What an answer says against a request; its parts are null where it says nothing. */
export function complaintIn(body: string): {
  readonly code: string | null;
  readonly text: string | null;
} {
  const answer = readObject(body);
  // The gateway before the SMS API has a form of its own.
  const error = objectAt(answer, "error");
  return {
    code: textAt(answer, "code") ?? textAt(answer, "errorCode") ?? textAt(error, "status"),
    text: textAt(answer, "text") ?? textAt(answer, "message") ?? textAt(error, "message"),
  };
}
