import { hostName } from "../host-name.js";

/**
 * What lets a device fill the code of an SMS in by itself: an Android app that is named by its
 * hash, or the site that a code is bound to.
 */
export type Autofill =
  | { readonly kind: "app"; readonly hash: string }
  | { readonly kind: "site"; readonly domain: string };

// The first 11 characters of a hash in base64.
const appHashPattern = /^[A-Za-z0-9+/]{11}$/;
const domainLengthMax = 253;

/** True for a hash as Android's SMS Retriever names an app by: 11 characters of base64. */
export function isAppHash(text: string): boolean {
  return appHashPattern.test(text);
}

/** The domain of a site as it stands in a message; null for what is no host name. */
export function autofillDomain(text: string): string | null {
  const domain = hostName(text);
  return domain === null || domain.length > domainLengthMax ? null : domain;
}

/**
 * The text with the last line that a device looks for: the app's hash, or `@example.com #123456`.
 * A text that ends with it stays as it is.
 *
 * Source: https://developers.google.com/identity/sms-retriever/verify (which reads messages of at
 * most 140 bytes), https://wicg.github.io/sms-one-time-codes/ (which reads the last line only).
 */
export function withAutofill(text: string, autofill: Autofill, code: string): string {
  const line = autofill.kind === "app" ? autofill.hash : `@${autofill.domain} #${code}`;
  return text.split("\n").at(-1) === line ? text : `${text.trimEnd()}\n${line}`;
}
