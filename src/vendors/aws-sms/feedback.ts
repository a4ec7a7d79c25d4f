import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { smsVoiceCall } from "./send.js";

const putMessageFeedback = smsVoiceCall("PutMessageFeedback", 5000);

/**
 * Tells Amazon whether the code of a message or call was typed in, so that it learns which of its
 * routes work; costs nothing, and telling it again does no harm. It waits for an hour, then takes
 * the message for lost. Source:
 * https://docs.aws.amazon.com/sms-voice/latest/APIReference-V2/API_PutMessageFeedback.html
 *
 * @returns "taken", "refused" for good, or "failed" for now
 */
export async function sendFeedback(
  feedback: { readonly vendorMessageId: string; readonly isVerified: boolean },
  account: OpenAccount,
  http: HttpClient,
): Promise<"taken" | "refused" | "failed"> {
  const input = JSON.stringify({
    MessageId: feedback.vendorMessageId,
    MessageFeedbackStatus: feedback.isVerified ? "RECEIVED" : "FAILED",
  });
  const result = await putMessageFeedback(input, account, http);
  if (result.kind !== "answered" || result.status >= 500 || /Throttling/.test(result.body)) {
    return "failed";
  }
  return result.status === 200 ? "taken" : "refused";
}
