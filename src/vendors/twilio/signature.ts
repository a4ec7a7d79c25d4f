import { createHmac } from "node:crypto";
import { isSameSecret } from "../same-secret.js";

/**
 * True when the header is the base64 HMAC-SHA1, under the account's auth token, of the called URL
 * and the form's names and values in order. Twilio signs a URL with or without its port, so both
 * are tried. Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isSignedByTwilio(
  authToken: string,
  header: string,
  url: string,
  form: URLSearchParams,
): boolean {
  if (authToken === "") {
    return false;
  }
  const fields = [...new Set(form.keys())]
    .sort()
    .map((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .flat()
    .join("");
  return urlsOf(url).some((candidate) => {
    const wanted = createHmac("sha1", authToken)
      .update(candidate + fields)
      .digest("base64");
    return isSameSecret(header, wanted);
  });
}

function urlsOf(url: string): string[] {
  const [, scheme = "", host = "", port, rest = ""] =
    /^(https?:\/\/)(\[[^\]]*\]|[^/:?#]*)(:\d+)?(.*)$/i.exec(url) ?? [];
  if (scheme === "") {
    return [url];
  }
  const usual = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return [url, port === undefined ? scheme + host + usual + rest : scheme + host + rest];
}
