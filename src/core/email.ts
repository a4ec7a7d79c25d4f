import { fail, type Result, succeed } from "./errors.js";
import { hostName } from "./host-name.js";
import { textLengthMax } from "./limits.js";

const localPattern = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const localLengthMax = 64;

/**
 * Reads an e-mail address and writes it in small letters, an international domain in its ASCII
 * form, so that one mailbox is one recipient. Quoted and non-ASCII local parts, comments and
 * address literals are refused: hardly a vendor takes them.
 *
 * Errors: INVALID_EMAIL.
 */
export function parseEmail(text: string, field: readonly string[] = ["email"]): Result<string> {
  if (text.length > textLengthMax.email) {
    return fail("INVALID_EMAIL", field);
  }
  const [local = "", domainText = "", ...rest] = text.trim().toLowerCase().split("@");
  const domain = hostName(domainText);
  if (
    rest.length > 0 ||
    domain === null ||
    local.length > localLengthMax ||
    !localPattern.test(local) ||
    local.length + 1 + domain.length > textLengthMax.email
  ) {
    return fail("INVALID_EMAIL", field);
  }
  return succeed(`${local}@${domain}`);
}

/**
 * Hides the local part of an address but its first character: "a•••@example.com"; the result does
 * not parse.
 */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
