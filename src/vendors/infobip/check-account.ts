import type { HttpClient } from "../http-client.js";
import { readObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { apiHeaders, apiUrl } from "./api.js";

/**
 * Reads the balance, which sends nothing. Source:
 * https://www.infobip.com/docs/api/platform/account-management/get-account-balance
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const result = await http.request({
    method: "GET",
    url: apiUrl(account, "/account/1/balance"),
    headers: apiHeaders(account),
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return failed("Infobip could not be reached.");
  }
  switch (result.status) {
    case 200:
      return typeof readObject(result.body)?.["balance"] === "number"
        ? { ok: true, message: "The account works." }
        : failed("Infobip gave no answer that could be read.");
    case 401:
      return failed("Infobip does not know this API key.");
    case 403:
      return failed(
        "Infobip knows this API key but does not let it in: check its scopes (account-management " +
          "among them) and the addresses that it may be used from.",
      );
    case 429:
      return failed("Infobip answers no more calls for the moment. Try again later.");
    default:
      return failed("Infobip gave no answer that could be read.");
  }
}

function failed(message: string): { ok: boolean; message: string } {
  return { ok: false, message };
}
