import type { HttpClient } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";

/** Asks `GET <baseUrl>/account` whether the key works and the callback secret is the account's. */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const result = await http.request({
    method: "GET",
    url: `${account.baseUrl}/account`,
    headers: { authorization: `Bearer ${account.credentials["apiKey"] ?? ""}` },
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "The vendor could not be reached." };
  }
  if (result.status === 401 || result.status === 403) {
    return { ok: false, message: "The vendor does not know this API key." };
  }
  const secret = secretOf(result.body);
  if (result.status !== 200 || secret === null) {
    return { ok: false, message: "The vendor gave no answer that could be read." };
  }
  return secret === account.credentials["callbackSecret"]
    ? { ok: true, message: "The account works." }
    : { ok: false, message: "The callback secret is not that of the account." };
}

function secretOf(body: string): string | null {
  try {
    const secret = (JSON.parse(body) as { callback_secret?: unknown } | null)?.callback_secret;
    return typeof secret === "string" ? secret : null;
  } catch {
    return null;
  }
}
