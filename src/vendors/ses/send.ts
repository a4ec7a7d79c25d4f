import { awsRefusal } from "../aws-refusal.js";
import { awsCall } from "../aws-request.js";
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

const sendEmail = awsCall({
  method: "POST",
  host: "email",
  service: "ses",
  path: "/v2/email/outbound-emails",
  headers: { "content-type": "application/json" },
  timeoutMs,
});

/** Hands one message to `POST /v2/email/outbound-emails`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  return outcomeOf(await sendEmail(email(request, account), account, http), (answer) => {
    if (answer.status !== 200) {
      return awsRefusal(answer, tables, request, account);
    }
    const ids = wireIds([readObject(answer.body)?.["MessageId"]]);
    return ids === null
      ? unreadableOutcome(answer)
      : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
  });
}

// Written by hand: making the object first, and text of it then, takes two to four times as long.
function email({ from, to, subject, text, reference }: SendRequest, account: OpenAccount): string {
  const quote: (value: string) => string = JSON.stringify;
  const configurationSet = account.credentials["configurationSet"] ?? "";
  return (
    `{"FromEmailAddress":${quote(from ?? "")},"Destination":{"ToAddresses":[${quote(to)}]},` +
    `"Content":{"Simple":{"Subject":{"Data":${quote(subject ?? "")},"Charset":"UTF-8"},` +
    `"Body":{"Text":{"Data":${quote(text)},"Charset":"UTF-8"}},` +
    `"Headers":[{"Name":"Auto-Submitted","Value":"auto-generated"}]}},` +
    `"EmailTags":[{"Name":"${referenceTag}","Value":${quote(reference)}}],` +
    `"ConfigurationSetName":${quote(configurationSet)}}`
  );
}
