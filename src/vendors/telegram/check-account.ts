import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { callGateway, readAnswer } from "./gateway-call.js";

/**
 * Asks after a request that does not exist, which costs nothing: that Telegram does not know it is
 * said only to those whose token it knows.
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const question = { request_id: "0" };
  const result = await callGateway("checkVerificationStatus", question, account, http, 5000);
  if (result.kind !== "answered") {
    return { ok: false, message: "Telegram could not be reached." };
  }
  const { error, result: found, waitSec } = readAnswer(result.body);
  const secrets = Object.values(account.credentials);
  switch (error) {
    case "REQUEST_ID_INVALID":
    case "REQUEST_ID_REQUIRED":
      return { ok: true, message: "The account works." };
    case "ACCESS_TOKEN_INVALID":
    case "ACCESS_TOKEN_REQUIRED":
      return { ok: false, message: "Telegram does not know this API token." };
    case "FLOOD_WAIT":
      return { ok: false, message: `Telegram asks to wait ${waitSec ?? 60} s before it answers.` };
    case null:
      return found === null
        ? { ok: false, message: "Telegram gave no answer that could be read." }
        : { ok: true, message: "The account works." };
    default:
      return {
        ok: false,
        message: `Telegram does not take this account: ${vendorText(error, secrets) ?? "…"}.`,
      };
  }
}
