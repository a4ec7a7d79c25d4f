import type { LineType } from "../../core/phone.js";
import type { HttpClient } from "../http-client.js";
import type { NumberCheckResult, NumberFacts } from "../number-check.js";
import { refusedCheck, unansweredCheck } from "../number-check-failure.js";
import { listAt, objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { errorCodes } from "./codes.js";
import { accountAuth } from "./send.js";

/** Source: https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence#type-property-values */
export const lineTypes: ReadonlyMap<string, LineType> = new Map<string, LineType>([
  ["mobile", "MOBILE"],
  ["landline", "FIXED"],
  ["fixedVoip", "VOIP"],
  ["nonFixedVoip", "VOIP"],
  ["tollFree", "TOLL_FREE"],
  ["premium", "PREMIUM"],
  ["personal", "UNKNOWN"],
  ["sharedCost", "UNKNOWN"],
  ["uan", "UNKNOWN"],
  ["voicemail", "UNKNOWN"],
  ["pager", "UNKNOWN"],
  ["unknown", "UNKNOWN"],
]);

/**
 * The line type and network of a number, by `GET /v2/PhoneNumbers/{number}` of Lookup. Twilio bills
 * each answer that holds a line type, and does not tell the price.
 *
 * @param phone E.164, with its plus
 */
export async function lookup(
  phone: string,
  account: OpenAccount,
  http: HttpClient,
): Promise<NumberCheckResult> {
  const address = vendorAddress(account, "https://lookups.twilio.com");
  const result = await http.request({
    method: "GET",
    url: `${address}/v2/PhoneNumbers/${encodeURIComponent(phone)}?Fields=line_type_intelligence`,
    headers: { accept: "application/json", authorization: accountAuth(account) },
    body: null,
    timeoutMs: 10_000,
  });
  if (result.kind !== "answered") {
    return unansweredCheck(result);
  }
  const body = readObject(result.body);
  if (result.status === 200 && body !== null && typeof body["valid"] === "boolean") {
    return factsOf(body, body["valid"]);
  }
  const code = textAt(body, "code");
  const failureClass = errorCodes.get(code ?? "");
  return refusedCheck(result, { code, failureClass, text: body?.["message"] }, phone, account);
}

function factsOf(body: WireObject, isValid: boolean): NumberFacts {
  const line = objectAt(body, "line_type_intelligence");
  const country = textAt(body, "country_code");
  const errorCode = wireCode(line?.["error_code"]);
  const errors = listAt(body, "validation_errors").map((error) => wireCode(error) ?? "unreadable");
  return {
    kind: "checked",
    isValid,
    country: /^[A-Z]{2}$/.test(country ?? "") ? country : null,
    lineType: lineTypes.get(textAt(line, "type") ?? "") ?? "UNKNOWN",
    network:
      line === null
        ? null
        : {
            name: vendorText(line["carrier_name"]),
            mcc: wireCode(line["mobile_country_code"]),
            mnc: wireCode(line["mobile_network_code"]),
          },
    isPorted: null,
    reachability: "UNKNOWN",
    reasons: errorCode === null ? errors : [...errors, errorCode],
    price: null,
  };
}
