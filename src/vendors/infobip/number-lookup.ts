import type { HttpClient } from "../http-client.js";
import type { NumberCheckResult, NumberFacts, Reachability } from "../number-check.js";
import { refusedCheck, unansweredCheck } from "../number-check-failure.js";
import { isObject, listAt, objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wirePrice } from "../wire-price.js";
import { apiHeaders, apiUrl, complaintIn, idOf } from "./api.js";
import { classOfComplaint, statusOf } from "./codes.js";
import { classOfError } from "./error-codes.js";

/**
 * Asks the network of a number about it, by `POST /number/1/query`: whether it exists, whether its
 * phone can be reached now, and where it was ported. Infobip bills each look-up. Source:
 * https://www.infobip.com/docs/api/connectivity/number-lookup/number-context-query
 *
 * @param phone E.164, with its plus
 */
export async function lookUpNumber(
  phone: string,
  account: OpenAccount,
  http: HttpClient,
): Promise<NumberCheckResult> {
  const result = await http.request({
    method: "POST",
    url: apiUrl(account, "/number/1/query"),
    headers: apiHeaders(account),
    body: JSON.stringify({ to: [phone.replace(/^\+/, "")] }),
    timeoutMs: 15_000,
  });
  if (result.kind !== "answered") {
    return unansweredCheck(result);
  }
  const { code, text, fields } = complaintIn(result.body);
  const [found] = listAt(readObject(result.body), "results");
  const status = objectAt(found, "status");
  if (result.status !== 200 || !isObject(found) || status === null) {
    const failureClass = code === null ? undefined : classOfComplaint(code, fields);
    return refusedCheck(result, { code, failureClass, text }, phone, account);
  }
  const meaning = statusOf.get(idOf(status) ?? "");
  const isOurs = meaning?.failureClass === "ACCOUNT" || meaning?.failureClass === "ROUTE_BLOCKED";
  // Refused for what the account is or has: nothing was learnt of the number.
  return isOurs && meaning.status === "REJECTED"
    ? refusedCheck(
        result,
        { code: meaning.name, failureClass: meaning.failureClass, text: status["description"] },
        phone,
        account,
      )
    : factsOf(found, status);
}

function factsOf(found: WireObject, status: WireObject): NumberFacts {
  const error = objectAt(found, "error");
  const errorId = idOf(error) === "0" ? null : idOf(error);
  const permanent = error?.["permanent"] === true;
  const failureClass =
    errorId === null
      ? (statusOf.get(idOf(status) ?? "")?.failureClass ?? null)
      : (classOfError(errorId, textAt(error, "name"), permanent) ?? null);
  const isDelivered = statusOf.get(idOf(status) ?? "")?.status === "DELIVERED";
  const ported = found["ported"];
  const errorName = wireCode(error?.["name"]);
  const statusName = wireCode(status["name"]);
  return {
    kind: "checked",
    isValid: isDelivered ? true : failureClass === "RECIPIENT_PERMANENT" ? false : null,
    country: null,
    lineType: "UNKNOWN",
    network: networkOf(found),
    isPorted: typeof ported === "boolean" && isDelivered ? ported : null,
    reachability: reachability(isDelivered, failureClass),
    reasons: isDelivered ? [] : [errorId === null ? statusName : errorName].filter(isText),
    price: priceOf(found),
  };
}

function reachability(isDelivered: boolean, failureClass: string | null): Reachability {
  if (isDelivered) {
    return "REACHABLE";
  }
  return failureClass === "RECIPIENT_TEMPORARY" || failureClass === "RECIPIENT_PERMANENT"
    ? "UNREACHABLE"
    : "UNKNOWN";
}

/** The network that the number is in now: the one it was ported to, else its first. */
function networkOf(found: WireObject): NumberFacts["network"] {
  const network = objectAt(found, "portedNetwork") ?? objectAt(found, "originalNetwork");
  const code = textAt(found, "mccMnc") ?? "";
  const isCode = /^[0-9]{5,6}$/.test(code);
  const name = vendorText(network?.["networkName"]);
  return name === null && !isCode
    ? null
    : { name, mcc: isCode ? code.slice(0, 3) : null, mnc: isCode ? code.slice(3) : null };
}

function priceOf(found: WireObject): NumberFacts["price"] {
  const price = objectAt(found, "price");
  return wirePrice(price?.["pricePerMessage"], price?.["currency"]);
}

function isText(value: string | null): value is string {
  return value !== null;
}
