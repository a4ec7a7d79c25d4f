import type { HttpClient, HttpRequest } from "../http-client.js";
import { readObject } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { bearer, has, smsUrl, verificationUrl } from "./api.js";
import { signedHeaders } from "./application-signature.js";

interface Verdict {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Lists one batch of the service plan and looks for a verification that does not exist; neither
 * sends anything. What the account does not use is not asked for. Sources:
 * https://developers.sinch.com/docs/sms/api-reference/sms/batches/listbatches and
 * https://developers.sinch.com/docs/verification/api-reference/verification/verification-status
 */
export async function checkAccount(account: OpenAccount, http: HttpClient): Promise<Verdict> {
  const isSms = has(account, "servicePlanId") && has(account, "apiToken");
  const isCalls = has(account, "applicationKey") && has(account, "applicationSecret");
  if (!isSms && !isCalls) {
    return failed("The account has neither a service plan for SMS nor an application for calls.");
  }
  if (isSms && !has(account, "webhookSecret")) {
    return failed("Without a webhookSecret no report on an SMS can be told from a forged one.");
  }
  const plan = isSms ? await checkPlan(account, http) : works;
  return plan.ok && isCalls ? checkApplication(account, http) : plan;
}

async function checkPlan(account: OpenAccount, http: HttpClient): Promise<Verdict> {
  const answer = await ask(http, smsUrl(account, "/batches?page_size=1"), bearer(account));
  switch (answer.status) {
    case 200:
      return readObject(answer.body) === null ? unreadable : works;
    case 401:
    case 403:
      return failed("Sinch does not take this apiToken for this service plan.");
    case 404:
      return failed("There is no service plan with this servicePlanId in this region.");
    case null:
      return failed("Sinch could not be reached.");
    default:
      return usual(answer.status);
  }
}

async function checkApplication(account: OpenAccount, http: HttpClient): Promise<Verdict> {
  const path = "/verification/v1/verifications/reference/account-check";
  const headers = signedHeaders(account, { method: "GET", path, body: "" }, new Date());
  const answer = await ask(http, verificationUrl(account, path), headers);
  switch (answer.status) {
    case 200:
    case 404:
      return readObject(answer.body) === null ? unreadable : works;
    case 401:
    case 403:
      return failed("Sinch does not take this applicationKey with this applicationSecret.");
    case null:
      return failed("Sinch could not be reached.");
    default:
      return usual(answer.status);
  }
}

async function ask(
  http: HttpClient,
  url: string,
  headers: HttpRequest["headers"],
): Promise<{ readonly status: number | null; readonly body: string }> {
  const result = await http.request({ method: "GET", url, headers, body: null, timeoutMs: 5000 });
  return result.kind === "answered" ? result : { status: null, body: "" };
}

const works: Verdict = { ok: true, message: "The account works." };
const unreadable = failed("Sinch gave no answer that could be read.");

function usual(status: number): Verdict {
  return status === 429
    ? failed("Sinch answers no more calls for the moment. Try again later.")
    : unreadable;
}

function failed(message: string): Verdict {
  return { ok: false, message };
}
