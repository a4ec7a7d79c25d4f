import type { HttpClient } from "../http-client.js";
import { readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { accountAuth, accountUrl } from "./send.js";

/**
 * Reads the account itself, which costs nothing: `GET /v1/Account/{auth_id}/`. Source:
 * https://www.plivo.com/docs/account/api/account/view-account-details
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const result = await http.request({
    method: "GET",
    url: `${accountUrl(account)}/`,
    headers: { authorization: accountAuth(account) },
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "Plivo could not be reached." };
  }
  if (result.status === 401 || result.status === 403 || result.status === 404) {
    return { ok: false, message: "Plivo does not know this pair of Auth ID and Auth Token." };
  }
  const body = result.status === 200 ? readObject(result.body) : null;
  const credit = Number(textAt(body, "cash_credits") ?? Number.NaN);
  if (body === null || Number.isNaN(credit)) {
    return { ok: false, message: "Plivo gave no answer that could be read." };
  }
  return credit > 0 || body["auto_recharge"] === true
    ? { ok: true, message: "The account works." }
    : { ok: false, message: "The account has no credit left, and does not recharge by itself." };
}
