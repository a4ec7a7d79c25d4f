import type { HttpClient } from "../http-client.js";
import { readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { accessKey, apiUrl } from "./api.js";

/**
 * Reads the balance, which sends nothing. Source: https://developers.messagebird.com/api/balance
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const result = await http.request({
    method: "GET",
    url: apiUrl(account, "/balance"),
    headers: accessKey(account),
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return failed("MessageBird could not be reached.");
  }
  switch (result.status) {
    case 200:
      return balance(result.body);
    case 401:
      return failed("MessageBird does not know this access key.");
    case 403:
      return failed("MessageBird knows this access key, but does not let it in.");
    case 429:
      return failed("MessageBird answers no more calls for the moment. Try again later.");
    default:
      return failed("MessageBird gave no answer that could be read.");
  }
}

function balance(body: string): { ok: boolean; message: string } {
  const answer = readObject(body);
  const payment = textAt(answer, "payment");
  const amount = answer?.["amount"];
  if (payment === null || typeof amount !== "number") {
    return failed("MessageBird gave no answer that could be read.");
  }
  return payment === "prepaid" && amount <= 0
    ? failed("The account works, but its prepaid balance is used up.")
    : { ok: true, message: "The account works." };
}

function failed(message: string): { ok: boolean; message: string } {
  return { ok: false, message };
}
