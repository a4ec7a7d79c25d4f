import { createPublicKey, type KeyObject } from "node:crypto";
import type { HttpClient } from "../http-client.js";
import { objectAt, readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { vonageApi } from "./send.js";
import { keyAuth, privateKeyOf } from "./token.js";

/**
 * Reads the application with the account's key, which costs nothing, and holds the private key
 * against its public one: `GET /v2/applications/{id}`. Source:
 * https://developer.vonage.com/en/api/application.v2#getApplication
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const key = privateKeyOf(account);
  if (key === null) {
    return { ok: false, message: "The private key is not one that can be read; give its PEM." };
  }
  const id = encodeURIComponent(account.credentials["applicationId"] ?? "");
  const result = await http.request({
    method: "GET",
    url: `${vendorAddress(account, vonageApi)}/v2/applications/${id}`,
    headers: { accept: "application/json", authorization: keyAuth(account) },
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "Vonage could not be reached." };
  }
  if (result.status === 401 || result.status === 403) {
    return { ok: false, message: "Vonage does not know this pair of API key and API secret." };
  }
  if (result.status === 404) {
    return { ok: false, message: "The account has no application with this id." };
  }
  const body = result.status === 200 ? readObject(result.body) : null;
  const publicKey = textAt(objectAt(body, "keys"), "public_key");
  if (publicKey === null) {
    return { ok: false, message: "Vonage gave no answer that could be read." };
  }
  return isPublicKeyOf(publicKey, key)
    ? { ok: true, message: "The account works. The signature secret shows with the first receipt." }
    : { ok: false, message: "The private key is not that of the application." };
}

function isPublicKeyOf(pem: string, key: KeyObject): boolean {
  try {
    return createPublicKey(pem).equals(createPublicKey(key));
  } catch {
    return false;
  }
}
