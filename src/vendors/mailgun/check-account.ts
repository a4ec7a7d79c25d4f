import { basicAuth } from "../basic-auth.js";
import type { HttpClient } from "../http-client.js";
import { multipartForm } from "../multipart-form.js";
import { readObject, textAt } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { messagesUrl } from "./send.js";

/**
 * Posts a message without a sender, a recipient or a text, which Mailgun refuses as such only when
 * key and domain are good. It is the one question that a key that may do nothing but send for one
 * domain gets an answer to.
 */
export async function checkAccount(
  account: OpenAccount,
  http: HttpClient,
): Promise<{ ok: boolean; message: string }> {
  const form = multipartForm([["o:testmode", "yes"]]);
  const result = await http.request({
    method: "POST",
    url: messagesUrl(account),
    headers: {
      authorization: basicAuth("api", account.credentials["apiKey"] ?? ""),
      "content-type": form.contentType,
    },
    body: form.body,
    timeoutMs: 5000,
  });
  if (result.kind !== "answered") {
    return { ok: false, message: "Mailgun could not be reached." };
  }
  const said = textAt(readObject(result.body), "message") ?? "";
  if (result.status === 400 && /parameter|required|Need at least/i.test(said)) {
    return { ok: true, message: "The account works." };
  }
  return { ok: false, message: problemOf(result.status) };
}

function problemOf(status: number): string {
  switch (status) {
    case 401:
      return "Mailgun does not know this API key; keys of the EU need the EU's address.";
    case 402:
    case 403:
      return "Mailgun does not let this domain send: look at its state and at payment.";
    case 404:
      return "Mailgun does not know this domain; domains of the EU need the EU's address.";
    case 429:
      return "Mailgun was asked too often; try again in a minute.";
    default:
      return "Mailgun gave no answer that could be read.";
  }
}
