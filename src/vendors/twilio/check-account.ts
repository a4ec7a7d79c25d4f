import type { HttpClient } from "../http-client.js";
import { readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { accountAuth, accountUrl } from "./send.js";

/** Reads the account itself, which costs nothing: `GET /2010-04-01/Accounts/{AccountSid}.json`. */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const result = await http.request({
    method: "GET",
    url: `${accountUrl(account)}.json`,
    headers: { accept: "application/json", authorization: accountAuth(account) },
    body: null,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "Twilio could not be reached." };
  }
  if (result.status === 401 || result.status === 403 || result.status === 404) {
    return { ok: false, message: "Twilio does not know this pair of Account SID and Auth Token." };
  }
  const body = result.status === 200 ? readObject(result.body) : null;
  const status = textAt(body, "status");
  if (status === "active") {
    return textAt(body, "type") === "Trial"
      ? { ok: true, message: "The account works; on trial, it reaches verified numbers only." }
      : { ok: true, message: "The account works." };
  }
  return { ok: false, message: problems.get(status ?? "") ?? problemUnread };
}

const problems: ReadonlyMap<string, string> = new Map([
  ["suspended", "Twilio has suspended this account."],
  ["closed", "This account is closed."],
]);
const problemUnread = "Twilio gave no answer that could be read.";
