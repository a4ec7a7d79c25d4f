import type { Channel } from "../../core/otp/status.js";
import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { vonageApi } from "./send.js";

/**
 * Tells Vonage whether the code of a message or call was typed in, so that it learns which of its
 * routes work: `POST /conversions/sms` or `/conversions/voice`. For SMS and VOICE; costs nothing.
 * The account has to be enabled for it. Vonage takes key and secret in the address only, which is
 * why it is never logged. Source: https://developer.vonage.com/en/api/conversion
 *
 * @param at when the code was typed in, or given up
 * @returns "taken", "refused" for good, or "failed" for now
 */
export async function sendFeedback(
  conversion: {
    readonly channel: Extract<Channel, "SMS" | "VOICE">;
    readonly vendorMessageId: string;
    readonly isVerified: boolean;
    readonly at: Date;
  },
  account: OpenAccount,
  http: HttpClient,
): Promise<"taken" | "refused" | "failed"> {
  const { channel, vendorMessageId, isVerified, at } = conversion;
  const query = new URLSearchParams({
    "message-id": vendorMessageId,
    delivered: String(isVerified),
    timestamp: at.toISOString().slice(0, 19).replace("T", " "),
    api_key: account.credentials["apiKey"] ?? "",
    api_secret: account.credentials["apiSecret"] ?? "",
  });
  const kind = channel === "VOICE" ? "voice" : "sms";
  const result = await http.request({
    method: "POST",
    url: `${vendorAddress(account, vonageApi)}/conversions/${kind}?${query.toString()}`,
    headers: {},
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered" || result.status >= 500 || result.status === 429) {
    return "failed";
  }
  return result.status >= 200 && result.status < 300 ? "taken" : "refused";
}
