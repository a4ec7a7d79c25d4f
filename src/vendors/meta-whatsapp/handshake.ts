import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackResult } from "../vendor.js";

/**
 * Answers the GET by which Meta checks who owns the address: with the right `hub.verify_token` it
 * gets its `hub.challenge` back. Source:
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 *
 * @param url   path and query as they came
 * @param token the account's; with an empty one every handshake is refused
 */
export function answerHandshake(url: string, token: string): CallbackResult {
  const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  const isOurs = isSameSecret(query.get("hub.verify_token") ?? "", token);
  if (query.get("hub.mode") !== "subscribe" || !isOurs) {
    return refusedCallback("bad_signature");
  }
  const challenge = query.get("hub.challenge") ?? "";
  return /^[\w.-]{1,200}$/.test(challenge)
    ? verifiedCallback([], { contentType: "text/plain", body: challenge })
    : refusedCallback("malformed");
}
