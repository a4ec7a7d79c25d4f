import type { HttpClient } from "../http-client.js";
import { type Answered, outcomeOf, secretsOf, unreadableOutcome } from "../outcomes.js";
import { readObject, textAt } from "../read-object.js";
import { refusalOutcome } from "../refusal-outcome.js";
import { speechLanguage } from "../speech-language.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { wireIds } from "../wire-text.js";
import { accessKey, apiUrl, firstError } from "./api.js";
import { refusalClass } from "./codes.js";
import { spokenLanguages } from "./spoken-languages.js";

/** Gives up on an answer after this long. */
export const timeoutMs = 10_000;

/**
 * Hands one message to `POST /messages`, or one to be spoken to `POST /voicemessages`. MessageBird
 * gives one id to all parts of a message, and reports on them as one. Sources:
 * https://developers.messagebird.com/api/sms-messaging and
 * https://developers.messagebird.com/api/voice-messaging
 */
export async function send(
  request: SendRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<SendOutcome> {
  const isSpoken = request.channel === "VOICE";
  const result = await http.request({
    method: "POST",
    url: apiUrl(account, isSpoken ? "/voicemessages" : "/messages"),
    headers: { "content-type": "application/json", ...accessKey(account) },
    body: JSON.stringify({
      ...(request.from === null ? {} : { originator: request.from }),
      recipients: request.to.replace(/^\+/, ""),
      body: request.text,
      reference: request.reference,
      reportUrl: account.callbackUrl,
      ...(isSpoken ? spokenWords(request) : writtenWords(request)),
    }),
    timeoutMs,
  });
  return outcomeOf(result, (answer) => read(answer, secretsOf(request, account)));
}

function writtenWords({ validitySec }: SendRequest): object {
  return { validity: validitySec, datacoding: "auto" };
}

/** A machine that answers gets nothing: whoever listens to it later must not hear the code. */
function spokenWords({ locale }: SendRequest): object {
  return { language: speechLanguage(locale, spokenLanguages, "en-us"), ifMachine: "hangup" };
}

function read(answer: Answered, secrets: readonly string[]): SendOutcome {
  const { code, text, parameter } = firstError(answer.body);
  if (code !== null || answer.status >= 400) {
    const failureClass = code === null ? undefined : refusalClass(code, parameter);
    return refusalOutcome(answer, { code, failureClass, text, secrets });
  }
  const ids = wireIds([textAt(readObject(answer.body), "id")]);
  return ids === null || answer.status < 200 || answer.status >= 300
    ? unreadableOutcome(answer)
    : { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price: null };
}
