import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { callGateway, readAnswer } from "./gateway-call.js";

/**
 * Tells Telegram that the code of a message was typed in, so that it can tell how many are, by
 * `checkVerificationStatus`; costs nothing. It takes the code itself for proof, and has no word for
 * codes that were not typed in. Source:
 * https://core.telegram.org/gateway/api#checkverificationstatus
 *
 * @param conversion code null = it is no longer known
 * @returns "taken", "refused" for good, or "failed" for now
 */
export async function sendFeedback(
  conversion: {
    readonly vendorMessageId: string;
    readonly isVerified: boolean;
    readonly code: string | null;
  },
  account: OpenAccount,
  http: HttpClient,
): Promise<"taken" | "refused" | "failed"> {
  const { vendorMessageId, isVerified, code } = conversion;
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
