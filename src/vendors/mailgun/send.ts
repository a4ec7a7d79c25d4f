import { basicAuth } from "../basic-auth.js";
import type { HttpClient } from "../http-client.js";
import { multipartForm } from "../multipart-form.js";
import { type Answered, outcomeOf, secretsOf, unreadableOutcome } from "../outcomes.js";
import { readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import { retryAfterMs } from "../retry-after.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorAddress } from "../vendor-address.js";
import { wireIds } from "../wire-text.js";
import { recipientComplaint, statuses } from "./codes.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 8000;

/** The variable of our reference, which events bring back. */
export const referenceVariable = "sandi_reference";

const minutesMin = 5;
const minutesMax = 24 * 60;

/** Where the account's domain takes messages, `/v3/{domain}/messages`. */
export function messagesUrl(account: OpenAccount): string {
  const domain = encodeURIComponent(account.credentials["domain"] ?? "");
  return `${vendorAddress(account, "https://api.mailgun.net")}/v3/${domain}/messages`;
}

/** Hands one message to `POST /v3/{domain}/messages`. */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const form = multipartForm(fieldsOf(request));
  const result = await http.request({
    method: "POST",
    url: messagesUrl(account),
    headers: {
      authorization: basicAuth("api", account.credentials["apiKey"] ?? ""),
      "content-type": form.contentType,
    },
    body: form.body,
    timeoutMs,
  });
  return outcomeOf(result, (answer) =>
    answer.status === 200 ? acceptance(answer) : refusal(answer, request, account),
  );
}

// Links and pictures to count with would change the text that somebody is to read a code from.
function fieldsOf(request: SendRequest): (readonly [string, string])[] {
  const minutes = Math.min(Math.max(Math.ceil(request.validitySec / 60), minutesMin), minutesMax);
  return [
    ["from", request.from ?? ""],
    ["to", request.to],
    ["subject", request.subject ?? ""],
    ["text", request.text],
    ["o:tracking", "no"],
    ["o:deliver-within", `${Math.floor(minutes / 60)}h${minutes % 60}m`],
    ["h:Auto-Submitted", "auto-generated"],
    [`v:${referenceVariable}`, request.reference],
  ];
}

// Answers have the id in angle brackets, events do not.
function acceptance(answer: Answered): SendOutcome {
  const id = textAt(readObject(answer.body), "id")?.replace(/^<|>$/g, "");
  const ids = wireIds([id]);
  return ids === null
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}

function refusal(answer: Answered, request: SendRequest, account: OpenAccount): SendOutcome {
  const text = textAt(readObject(answer.body), "message");
  const isMailguns = text !== null || answer.status === 401;
  const isOfRecipient = answer.status === 400 && text?.includes(recipientComplaint) === true;
  const outcome = refusalOutcome(answer, {
    code: isMailguns ? `http_${answer.status}` : null,
    failureClass: isOfRecipient
      ? "RECIPIENT_PERMANENT"
      : isMailguns
        ? statuses.get(String(answer.status))
        : undefined,
    text,
    secrets: secretsOf(request, account),
  });
  return outcome.kind === "rejected" && outcome.retryAfterMs === null && answer.status === 429
    ? { ...outcome, retryAfterMs: waitIn(text) }
    : outcome;
}

// "… limit exceeded, try again after 120 seconds" is where Mailgun says it.
function waitIn(text: string | null): number | null {
  return retryAfterMs(/try again after ([0-9]{1,6}) seconds/.exec(text ?? "")?.[1]);
}
