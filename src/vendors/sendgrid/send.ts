import type { HttpClient } from "../http-client.js";
import { type Answered, outcomeOf, secretsOf, unreadableOutcome } from "../outcomes.js";
import { listAt, readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { wireIds } from "../wire-text.js";
import { fields, statuses } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

/** The custom argument of our reference, which events bring back. */
export const referenceArgument = "sandi_reference";

const off = { enable: false } as const;

/** Where SendGrid is for everybody but subusers of the EU. */
export const ownAddress = "https://api.sendgrid.com";

/** Hands one message to `POST /v3/mail/send`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const result = await http.request({
    method: "POST",
    url: `${vendorAddress(account, ownAddress)}/v3/mail/send`,
    headers: {
      authorization: `Bearer ${account.credentials["apiKey"] ?? ""}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(email(request)),
    timeoutMs,
  });
  return outcomeOf(result, (answer) =>
    answer.status === 202 ? acceptance(answer) : refusal(answer, request, account),
  );
}

// Links and pictures to count with would change the text that somebody is to read a code from.
function email(request: SendRequest): object {
  return {
    from: { email: request.from ?? "" },
    personalizations: [
      {
        to: [{ email: request.to }],
        custom_args: { [referenceArgument]: request.reference },
      },
    ],
    subject: request.subject ?? "",
    content: [{ type: "text/plain", value: request.text }],
    headers: { "Auto-Submitted": "auto-generated" },
    tracking_settings: {
      click_tracking: { ...off, enable_text: false },
      open_tracking: off,
      subscription_tracking: off,
    },
  };
}

function acceptance(answer: Answered): SendOutcome {
  const ids = wireIds([answer.headers["x-message-id"]]);
  return ids === null
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}

// A page without a list of errors is not SendGrid's.
function refusal(answer: Answered, request: SendRequest, account: OpenAccount): SendOutcome {
  const [error] = listAt(readObject(answer.body), "errors");
  const status = error === undefined ? undefined : statuses.get(String(answer.status));
  const field = (textAt(error, "field") ?? "").replace(/[.[]\d+\]?/g, "");
  const isOfMessage = answer.status === 400 || answer.status === 403;
  return refusalOutcome(answer, {
    code: error === undefined ? null : `http_${answer.status}`,
    failureClass: (isOfMessage ? fields.get(field) : undefined) ?? status,
    text: textAt(error, "message"),
    secrets: secretsOf(request, account),
  });
}
