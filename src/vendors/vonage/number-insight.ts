import type { FailureClass } from "../../core/otp/status.js";
import type { LineType } from "../../core/phone.js";
import { classTable } from "../class-table.js";
import type { HttpClient } from "../http-client.js";
import type { NumberCheckResult, NumberFacts, Reachability } from "../number-check.js";
import { refusedCheck, unansweredCheck } from "../number-check-failure.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wirePrice } from "../wire-price.js";
import { problemCode, vonageApi } from "./send.js";
import { keyAuth } from "./token.js";

/** Source of this and the next two: https://developer.vonage.com/en/api/number-insight */
export const networkTypes: ReadonlyMap<string, LineType> = new Map<string, LineType>([
  ["mobile", "MOBILE"],
  ["landline", "FIXED"],
  ["landline_premium", "PREMIUM"],
  ["landline_tollfree", "TOLL_FREE"],
  ["virtual", "VOIP"],
  ["pager", "UNKNOWN"],
  ["unknown", "UNKNOWN"],
]);

/** What `reachable` says; "absent" is a handset that is off. */
export const reachabilities: ReadonlyMap<string, Reachability> = new Map<string, Reachability>([
  ["reachable", "REACHABLE"],
  ["absent", "UNREACHABLE"],
  ["undeliverable", "UNREACHABLE"],
  ["bad_number", "UNREACHABLE"],
  ["blacklisted", "UNREACHABLE"],
  ["unknown", "UNKNOWN"],
]);

/** Statuses of refusals; with 43 to 45 the answer is there, and less of it. */
export const refusalStatuses: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [3], // not a number
  THROTTLED: [1],
  VENDOR_DOWN: [5],
  ACCOUNT: [4, 9, 19, "unauthorized"], // credentials, credit, not enabled
  CONTENT: [999], // cannot be read
});

const answeredStatuses = new Set(["0", "43", "44", "45"]);

/**
 * What Number Insight says of a number: "line" is its Standard look-up (network, line type), and
 * "handset" its Advanced one, which costs more and also asks whether the handset can be reached.
 *
 * @param phone E.164, with its plus
 */
export async function numberInsight(
  phone: string,
  account: OpenAccount,
  http: HttpClient,
  depth: "line" | "handset" = "line",
): Promise<NumberCheckResult> {
  const level = depth === "line" ? "standard" : "advanced";
  const number = encodeURIComponent(phone.replace(/^\+/, ""));
  const result = await http.request({
    method: "GET",
    url: `${vendorAddress(account, vonageApi)}/ni/${level}/json?number=${number}`,
    headers: { accept: "application/json", authorization: keyAuth(account) },
    body: null,
    timeoutMs: 15_000,
  });
  if (result.kind !== "answered") {
    return unansweredCheck(result);
  }
  const body = readObject(result.body);
  const status = textAt(body, "status");
  if (result.status === 200 && body !== null && answeredStatuses.has(status ?? "")) {
    return factsOf(body, status ?? "");
  }
  const code = status ?? problemCode(body);
  const text = body?.["status_message"] ?? body?.["error_text"] ?? body?.["title"];
  const failureClass = refusalStatuses.get(code ?? "");
  return refusedCheck(result, { code, failureClass, text }, phone, account);
}

function factsOf(body: WireObject, status: string): NumberFacts {
  const carrier = objectAt(body, "current_carrier");
  const network = textAt(carrier, "network_code");
  const country = textAt(body, "country_code");
  const valid = textAt(body, "valid_number");
  const ported = textAt(body, "ported");
  return {
    kind: "checked",
    isValid: valid === null || valid === "unknown" ? null : !valid.endsWith("not_valid"),
    country: /^[A-Z]{2}$/.test(country ?? "") ? country : null,
    lineType: networkTypes.get(textAt(carrier, "network_type") ?? "") ?? "UNKNOWN",
    network: carrier === null ? null : { name: vendorText(carrier["name"]), ...codesOf(network) },
    isPorted: ported === null ? null : (portings.get(ported.replace("assumed_", "")) ?? null),
    reachability: reachabilities.get(textAt(body, "reachable") ?? "") ?? "UNKNOWN",
    reasons: status === "0" ? [] : [wireCode(body["lookup_outcome_message"]) ?? `status_${status}`],
    price: wirePrice(body["request_price"], "EUR"),
  };
}

const portings: ReadonlyMap<string, boolean> = new Map([
  ["ported", true],
  ["not_ported", false],
]);

/** A network code is the country's three digits and two or three of the network. */
function codesOf(network: string | null): { mcc: string | null; mnc: string | null } {
  const [, mcc = null, mnc = null] = /^(\d{3})(\d{2,3})$/.exec(network ?? "") ?? [];
  return { mcc, mnc };
}
