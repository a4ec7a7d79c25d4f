import { createHmac } from "node:crypto";
import { isSameSecret } from "../same-secret.js";

/**
 * True when one of the signatures in the header is the base64 HMAC-SHA256, under the auth token, of
 * the address with its query in order, the form's names and values in order, and the nonce. Source:
 * https://www.plivo.com/docs/voice/concepts/signature-validation (V3) and the package plivo 4.79.
 */
export function isSignedByPlivo(
  authToken: string,
  header: string,
  nonce: string,
  url: string,
  form: URLSearchParams,
): boolean {
  if (authToken === "" || nonce === "") {
    return false;
  }
  const [base = "", ...rest] = url.split("?");
  const query = pairsOf(new URLSearchParams(rest.join("?")), "=").join("&");
  const fields = pairsOf(form, "").join("");
  const mark = query !== "" || fields !== "" ? "?" : "";
  const dot = query !== "" && fields !== "" ? "." : "";
  const signed = `${base}${mark}${query}${dot}${fields}.${nonce}`;
  const wanted = createHmac("sha256", authToken).update(signed).digest("base64");
  return header.split(",").some((given) => isSameSecret(given.trim(), wanted));
}

function pairsOf(fields: URLSearchParams, joint: string): string[] {
  return [...new Set(fields.keys())].sort().flatMap((name) =>
    fields
      .getAll(name)
      .sort()
      .map((value) => name + joint + value),
  );
}
