import { parseEmail } from "../email.js";
import { hasControlCharacters, textLengthMax } from "../limits.js";
import type { PhraseFact } from "../messages/phrases.js";
import { nearMailDomain } from "./near-mail-domain.js";

/**
 * What the domain name system says of a domain as a place for mail; `no_mail` = it exists and takes
 * none, `unknown` = no answer came.
 */
export type MailAnswer = "mail" | "no_mail" | "no_domain" | "unknown";

/** What the form of an e-mail address tells. */
export interface EmailVerdict {
  /** In small letters; null = it is no address. */
  readonly email: string | null;
  /** What is behind the @, in ASCII; null = it is no address. */
  readonly domain: string | null;
  readonly reasons: readonly PhraseFact[];
  /** The address that was most likely meant; null where there is none or no need. */
  readonly suggestion: string | null;
}

/** Judges an e-mail address by its form alone. Pure. */
export function judgeEmail(text: string): EmailVerdict {
  const parsed = hasControlCharacters(text) ? null : parseEmail(text);
  if (parsed?.ok === true) {
    const email = parsed.value;
    const domain = email.slice(email.lastIndexOf("@") + 1);
    return { email, domain, reasons: [], suggestion: null };
  }
  const phrase = parsed === null ? "checkControl" : "checkEmailForm";
  return { email: null, domain: null, reasons: [{ phrase }], suggestion: mendEmail(text) };
}

/**
 * What the domain's answer makes of an address that is one by its form.
 *
 * @param isDisposable whether the domain stands in the list of those that give out throw-aways
 */
export function judgeMail(
  { email, domain }: { readonly email: string; readonly domain: string },
  answer: MailAnswer,
  isDisposable: boolean,
): Pick<EmailVerdict, "reasons" | "suggestion"> & { readonly isValid: boolean } {
  const params = { domain };
  const reasons: PhraseFact[] = isDisposable ? [{ phrase: "checkDisposable", params }] : [];
  if (answer === "mail") {
    return { isValid: true, reasons, suggestion: null };
  }
  if (answer === "unknown") {
    const unknown: PhraseFact = { phrase: "checkMailUnknown", params };
    return { isValid: true, reasons: [...reasons, unknown], suggestion: null };
  }
  const phrase = answer === "no_domain" ? "checkNoDomain" : "checkNoMail";
  const meant = nearMailDomain(domain);
  const suggestion = meant === null ? null : `${email.slice(0, -domain.length)}${meant}`;
  return { isValid: false, reasons: [...reasons, { phrase, params }], suggestion };
}

/** A slip of the finger in the form: spaces, commas for dots, doubled or trailing dots. */
function mendEmail(text: string): string | null {
  if (text.length > 2 * textLengthMax.email || /[•*]/u.test(text)) {
    return null;
  }
  const mended = text
    .replace(/^mailto:/i, "")
    .replace(/[\s<>"\p{Cc}]/gu, "")
    .replaceAll(",", ".")
    .replace(/\.{2,}/g, ".")
    .replace(/@{2,}/g, "@")
    .replace(/\.@/g, "@")
    .replace(/@\./g, "@")
    .replace(/^\.|[.;]+$/g, "");
  const parsed = parseEmail(mended);
  return parsed.ok ? parsed.value : null;
}
