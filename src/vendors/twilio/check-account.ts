import { basicAuth } from "../basic-auth.js";
import type { HttpClient } from "../http-client.js";
import { readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { accountAuth, accountUrl } from "./send.js";

interface Verdict {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Reads the account itself with the auth token, which signs callbacks whatever requests go by, then
 * one message with the API key where there is one: standard keys may not read the account. Both
 * cost nothing. Sources: https://www.twilio.com/docs/iam/api/account,
 * https://www.twilio.com/docs/iam/api-keys
 */
export async function checkAccount(account: OpenAccount, http: HttpClient): Promise<Verdict> {
  const { apiKeySid = "", apiKeySecret = "" } = account.credentials;
  if ((apiKeySid === "") !== (apiKeySecret === "")) {
    return failed("An API key is a pair: give apiKeySid and apiKeySecret, or neither.");
  }
  const verdict = await checkToken(account, http);
  return verdict.ok && apiKeySid !== "" ? ((await keyProblem(account, http)) ?? verdict) : verdict;
}

async function checkToken(account: OpenAccount, http: HttpClient): Promise<Verdict> {
  const { accountSid = "", authToken = "", apiKeySid = "" } = account.credentials;
  const result = await read(`${accountUrl(account)}.json`, basicAuth(accountSid, authToken), http);
  if (result === null) {
    return unreached;
  }
  if (result.status === 401 || result.status === 403 || result.status === 404) {
    return failed(
      apiKeySid === ""
        ? "Twilio does not know this pair of Account SID and Auth Token."
        : "Twilio does not know this pair of Account SID and Auth Token. Beside an API key it is " +
            "needed to verify callbacks, which are signed with it.",
    );
  }
  const body = result.status === 200 ? readObject(result.body) : null;
  const status = textAt(body, "status");
  if (status === "active") {
    return textAt(body, "type") === "Trial"
      ? { ok: true, message: "The account works; on trial, it reaches verified numbers only." }
      : { ok: true, message: "The account works." };
  }
  return failed(problems.get(status ?? "") ?? problemUnread);
}

/** Null = the key works. */
async function keyProblem(account: OpenAccount, http: HttpClient): Promise<Verdict | null> {
  const url = `${accountUrl(account)}/Messages.json?PageSize=1`;
  const result = await read(url, accountAuth(account), http);
  if (result === null) {
    return unreached;
  }
  if (result.status === 401 || result.status === 403) {
    return failed(
      "Twilio does not take this API key for this account. A restricted key has to be allowed to " +
        "read messages as well as to create them.",
    );
  }
  return result.status === 200 ? null : failed(problemUnread);
}

async function read(
  url: string,
  authorization: string,
  http: HttpClient,
): Promise<{ readonly status: number; readonly body: string } | null> {
  const headers = { accept: "application/json", authorization };
  const result = await http.request({ method: "GET", url, headers, body: null, timeoutMs: 5000 });
  return result.kind === "answered" ? result : null;
}

function failed(message: string): Verdict {
  return { ok: false, message };
}

const unreached = failed("Twilio could not be reached.");
const problems: ReadonlyMap<string, string> = new Map([
  ["suspended", "Twilio has suspended this account."],
  ["closed", "This account is closed."],
]);
const problemUnread = "Twilio gave no answer that could be read.";
