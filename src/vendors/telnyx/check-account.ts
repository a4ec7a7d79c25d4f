import type { HttpClient } from "../http-client.js";
import { objectAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { apiUrl, bearer } from "./api.js";
import { webhookKey } from "./webhook-key.js";

/**
 * Reads the messaging profile, which sends nothing: the key has to be right and the profile its
 * own. Source: https://developers.telnyx.com/api-reference/profiles/retrieve-a-messaging-profile
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  if (webhookKey(account) === null) {
    return failed("The public key is not one that Telnyx gives: 32 bytes in base64.");
  }
  const id = encodeURIComponent(account.credentials["messagingProfileId"] ?? "");
  const result = await http.request({
    method: "GET",
    url: apiUrl(account, `/messaging_profiles/${id}`),
    headers: bearer(account),
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return failed("Telnyx could not be reached.");
  }
  switch (result.status) {
    case 200:
      return profileState(result.body);
    case 401:
      return failed("Telnyx does not know this API key.");
    case 403:
      return failed("Telnyx knows this API key, but it may not read messaging profiles.");
    case 404:
    case 422:
      return failed("There is no messaging profile with this messagingProfileId.");
    case 429:
      return failed("Telnyx answers no more calls for the moment. Try again later.");
    default:
      return failed("Telnyx gave no answer that could be read.");
  }
}

function profileState(body: string): { ok: boolean; message: string } {
  const data = objectAt(readObject(body), "data");
  if (textAt(data, "id") === null) {
    return failed("Telnyx gave no answer that could be read.");
  }
  return data?.["enabled"] === false
    ? failed("The messaging profile is switched off at Telnyx.")
    : { ok: true, message: "The account works." };
}

function failed(message: string): { ok: boolean; message: string } {
  return { ok: false, message };
}
