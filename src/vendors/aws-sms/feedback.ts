import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { callSmsVoice } from "./send.js";

/**
 * Tells Amazon whether a message was of use: its code was typed in, or it ran out unused. False
 * when Amazon did not take it; telling it again does no harm.
 * Source: https://docs.aws.amazon.com/sms-voice/latest/APIReference-V2/API_PutMessageFeedback.html
 */
export async function giveFeedback(
  feedback: { readonly vendorMessageId: string; readonly isVerified: boolean },
  account: OpenAccount,
  http: HttpClient,
): Promise<boolean> {
  const input = {
    MessageId: feedback.vendorMessageId,
    MessageFeedbackStatus: feedback.isVerified ? "RECEIVED" : "FAILED",
  };
  const result = await callSmsVoice("PutMessageFeedback", input, account, http, 8000);
  return result.kind === "answered" && result.status === 200;
}
