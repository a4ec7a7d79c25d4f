import { type AccountWord, awsAccountProblem } from "../aws-account.js";
import { awsCall } from "../aws-request.js";
import type { HttpClient } from "../http-client.js";
import { readObject, type WireObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";

const getAccount = awsCall({
  method: "GET",
  host: "email",
  service: "ses",
  path: "/v2/email/account",
  headers: {},
  timeoutMs: 5000,
});

/** Asks `GET /v2/email/account`, which costs nothing, whether the account may send. */
export async function checkAccount(account: OpenAccount, http: HttpClient): Promise<AccountWord> {
  const result = await getAccount(null, account, http);
  const body = result.kind === "answered" && result.status === 200 ? readObject(result.body) : null;
  return body === null ? awsAccountProblem(result, "ses:GetAccount") : wordOf(body);
}

function wordOf(account: WireObject): AccountWord {
  if (account["EnforcementStatus"] === "SHUTDOWN") {
    return { ok: false, message: "Amazon has paused this account because of its mail." };
  }
  if (account["SendingEnabled"] === false) {
    return { ok: false, message: "Sending is switched off for this account in the region." };
  }
  return account["ProductionAccessEnabled"] === false
    ? { ok: true, message: "The account works, but in the sandbox: verified addresses only." }
    : { ok: true, message: "The account works." };
}
