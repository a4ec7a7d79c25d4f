import { createHmac } from "node:crypto";
import type { HttpClient } from "../http-client.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { bearer, graphUrl } from "./graph.js";

/**
 * Reads the number of the account, which sends nothing. `appsecret_proof` lets Graph check the
 * app's secret too. Source: https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const { appSecret = "", accessToken = "" } = account.credentials;
  const proof = createHmac("sha256", appSecret).update(accessToken).digest("hex");
  const result = await http.request({
    method: "GET",
    url: graphUrl(account, `?fields=id,quality_rating&appsecret_proof=${proof}`),
    headers: bearer(account),
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return failed("Meta could not be reached.");
  }
  const body = readObject(result.body);
  const error = objectAt(body, "error");
  if (result.status === 200 && error === null && textAt(body, "id") !== null) {
    return { ok: true, message: "The account works." };
  }
  return failed(complaint(result.status, error));
}

function complaint(status: number, error: WireObject | null): string {
  const code = Number(error?.["code"] ?? Number.NaN);
  if (/appsecret_proof/i.test(textAt(error, "message") ?? "")) {
    return "The app secret is not that of the app that the access token is for.";
  }
  if (code === 190 || code === 0 || (status === 401 && Number.isNaN(code))) {
    return "Meta does not take the access token: it is wrong, expired or revoked.";
  }
  if (code === 10 || code === 3 || (code >= 200 && code <= 299)) {
    return "The access token may not use this number: it needs whatsapp_business_messaging.";
  }
  if (code === 100 || code === 33 || code === 803) {
    return "There is no number with this phoneNumberId, or the access token may not see it.";
  }
  if (code === 368 || code === 131031) {
    return "Meta has restricted or locked this account.";
  }
  if (code === 4 || code === 80007 || status === 429) {
    return "Meta answers no more calls of this app for the moment. Try again later.";
  }
  return "Meta gave no answer that could be read.";
}

function failed(message: string): { ok: boolean; message: string } {
  return { ok: false, message };
}
