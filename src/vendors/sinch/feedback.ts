import type { HttpClient } from "../http-client.js";
import type { Conversion, OpenAccount } from "../vendor.js";
import { verificationUrl } from "./api.js";
import { signedHeaders } from "./application-signature.js";
import { callingNumber } from "./flash-call.js";

/**
 * Tells Sinch which number called, once its end was typed in: `PUT …/verifications/id/{id}`. The
 * verification is SUCCESSFUL then, and Sinch says so in a receipt; without it all of them expire.
 * It has no word for codes that were not typed in. Source:
 * https://developers.sinch.com/docs/verification/api-reference/verification/verifications-report
 *
 * @returns "taken", "refused" for good, or "failed" for now
 */
export async function sendFeedback(
  { vendorMessageId, isVerified, code, from }: Conversion,
  account: OpenAccount,
  http: HttpClient,
): Promise<"taken" | "refused" | "failed"> {
  const cli = code === null ? null : callingNumber(from, code);
  if (!isVerified || cli === null) {
    return "refused";
  }
  const path = `/verification/v1/verifications/id/${encodeURIComponent(vendorMessageId)}`;
  const body = JSON.stringify({ flashCall: { cli }, method: "flashcall" });
  const result = await http.request({
    method: "PUT",
    url: verificationUrl(account, path),
    headers: signedHeaders(account, { method: "PUT", path, body }, new Date()),
    body,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered" || result.status >= 500 || result.status === 429) {
    return "failed";
  }
  return result.status >= 200 && result.status < 300 ? "taken" : "refused";
}
