import type { HttpClient } from "../http-client.js";
import { listAt, readObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { webhookKey } from "./receipt.js";
import { ownAddress } from "./send.js";

/** Asks `GET /v3/scopes`, which costs nothing and any key may ask, whether the key may send. */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  if (webhookKey(account.credentials["webhookKey"] ?? "") === null) {
    return { ok: false, message: "The webhook's verification key is not one of SendGrid's." };
  }
  const result = await http.request({
    method: "GET",
    url: `${vendorAddress(account, ownAddress)}/v3/scopes`,
    headers: { authorization: `Bearer ${account.credentials["apiKey"] ?? ""}` },
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "SendGrid could not be reached." };
  }
  switch (result.status) {
    case 200:
      return listAt(readObject(result.body), "scopes").includes("mail.send")
        ? { ok: true, message: "The account works." }
        : { ok: false, message: "The API key lacks the permission “Mail Send”." };
    case 401:
    case 403:
      return { ok: false, message: "SendGrid does not know this API key." };
    case 429:
      return { ok: false, message: "SendGrid was asked too often; try again in a minute." };
    default:
      return { ok: false, message: "SendGrid gave no answer that could be read." };
  }
}
