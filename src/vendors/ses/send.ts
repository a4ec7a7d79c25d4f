import { awsRefusal } from "../aws-refusal.js";
import { awsRequest } from "../aws-request.js";
import type { HttpClient } from "../http-client.js";
import { outcomeOf, unreadableOutcome } from "../outcomes.js";
import { readObject } from "../read-object.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { tables } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

/** The tag of our reference, which events bring back. */
export const referenceTag = "reference";

/** Hands one message to `POST /v2/email/outbound-emails`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const call = {
    method: "POST",
    host: "email",
    service: "ses",
    path: "/v2/email/outbound-emails",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(email(request, account)),
    timeoutMs,
  } as const;
  return outcomeOf(await awsRequest(call, account, http), (answer) => {
    if (answer.status !== 200) {
      return awsRefusal(answer, tables, request, account);
    }
    const ids = wireIds([readObject(answer.body)?.["MessageId"]]);
    return ids === null
      ? unreadableOutcome(answer)
      : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
  });
}

function email(request: SendRequest, account: OpenAccount): object {
  return {
    FromEmailAddress: request.from ?? "",
    Destination: { ToAddresses: [request.to] },
    Content: {
      Simple: {
        Subject: { Data: request.subject ?? "", Charset: "UTF-8" },
        Body: { Text: { Data: request.text, Charset: "UTF-8" } },
        Headers: [{ Name: "Auto-Submitted", Value: "auto-generated" }],
      },
    },
    EmailTags: [{ Name: referenceTag, Value: request.reference }],
    ConfigurationSetName: account.credentials["configurationSet"] ?? "",
  };
}
