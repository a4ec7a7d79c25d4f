import type { HttpClient } from "../http-client.js";
import type { NumberCheckResult, NumberFacts } from "../number-check.js";
import { refusedCheck, unansweredCheck } from "../number-check-failure.js";
import { textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { errorCodes } from "./codes.js";
import { callGateway, readAnswer } from "./gateway-call.js";
import { requestCost } from "./request-status.js";

/** Errors that answer the question: nobody reads a code there. Telegram bills nothing for them. */
const answers: ReadonlyMap<string, Pick<NumberFacts, "isValid">> = new Map([
  ["PHONE_NUMBER_INVALID", { isValid: false }],
  ["PHONE_NUMBER_NOT_FOUND", { isValid: null }],
  ["PHONE_NUMBER_NOT_AVAILABLE", { isValid: null }],
]);

/**
 * Whether a code would reach this number in Telegram, by `checkSendAbility`: billed like a message
 * when it would, free when not. What it knows of the number is only that. Source:
 * https://core.telegram.org/gateway/api#checksendability
 *
 * @param phone E.164, with its plus
 */
export async function checkSendAbility(
  phone: string,
  account: OpenAccount,
  http: HttpClient,
): Promise<NumberCheckResult> {
  const question = { phone_number: phone };
  const result = await callGateway("checkSendAbility", question, account, http, 10_000);
  if (result.kind !== "answered") {
    return unansweredCheck(result);
  }
  const { result: status, error, waitSec } = readAnswer(result.body);
  const known = answers.get(error ?? "");
  if (known !== undefined) {
    const price = { micros: 0n, currency: "USD" };
    return facts({ ...known, reachability: "UNREACHABLE", reasons: [error ?? ""], price });
  }
  if (status !== null && textAt(status, "request_id") !== null) {
    const price = requestCost(status);
    return facts({ isValid: true, reachability: "REACHABLE", reasons: [], price });
  }
  const failureClass = errorCodes.get(error ?? "");
  const headers = waitSec === null ? result.headers : { "retry-after": String(waitSec) };
  const complaint = { code: error, failureClass, text: null };
  return refusedCheck({ ...result, headers }, complaint, phone, account);
}

function facts(
  told: Pick<NumberFacts, "isValid" | "reachability" | "reasons" | "price">,
): NumberFacts {
  const untold = { country: null, lineType: "UNKNOWN", network: null, isPorted: null } as const;
  return { kind: "checked", ...untold, ...told };
}
