import type { HttpClient } from "../http-client.js";
import type { Conversion, OpenAccount } from "../vendor.js";
import { callGateway, readAnswer } from "./gateway-call.js";

/**
 * Tells Telegram that the code of a message was typed in, by `checkVerificationStatus`; costs
 * nothing. Without the code that method only tells a status: what counts as a conversion is the
 * right code, also where it was ours, and there is no word for codes that were not typed in.
 * Source:
 * https://core.telegram.org/gateway/api#checkverificationstatus
 *
 * @returns "taken", "refused" for good, or "failed" for now
 */
export async function sendFeedback(
  { vendorMessageId, isVerified, code }: Conversion,
  account: OpenAccount,
  http: HttpClient,
): Promise<"taken" | "refused" | "failed"> {
  if (!isVerified || code === null) {
    return "refused";
  }
  const question = { request_id: vendorMessageId, code };
  const result = await callGateway("checkVerificationStatus", question, account, http, 5000);
  if (result.kind !== "answered" || result.status >= 500 || result.status === 429) {
    return "failed";
  }
  const { result: status, error } = readAnswer(result.body);
  return status !== null ? "taken" : error === "FLOOD_WAIT" ? "failed" : "refused";
}
