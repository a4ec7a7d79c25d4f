import { domainError } from "../errors.js";
import type { Field, InputChecks } from "../input-checks.js";
import { range } from "../limits.js";
import type { PhraseKey } from "../messages/phrases.js";
import { type Autofill, autofillDomain, isAppHash } from "../otp/autofill.js";
import type { CodePolicy } from "./plan.js";
import type { CodePolicyInput } from "./plan-input.js";

/**
 * Checks how codes are to look and fills the defaults in. Errors go to `checks`, below `field`:
 * OUT_OF_RANGE, INVALID_TEMPLATE (autofill).
 */
export function validateCode(
  input: CodePolicyInput,
  field: Field,
  checks: InputChecks,
): CodePolicy {
  const autofill = validateAutofill(input, field, checks);
  return {
    length: checks.whole(input.length, [...field, "length"], range.codeLength, 6),
    alphabet: input.alphabet ?? "DIGITS",
    ttlSec: checks.whole(input.ttlSec, [...field, "ttlSec"], range.codeTtlSec, 300),
    maxChecks: checks.whole(input.maxChecks, [...field, "maxChecks"], range.codeChecks, 5),
    perAttempt: input.perAttempt ?? false,
    ...(autofill !== null && { autofill }),
  };
}

function validateAutofill(
  input: CodePolicyInput,
  field: Field,
  checks: InputChecks,
): Autofill | null {
  const hash = input.smsAppHash ?? null;
  const name = input.smsDomain ?? null;
  const refuse = (member: string, phrase: PhraseKey): null => {
    checks.note(domainError("INVALID_TEMPLATE", [...field, member], { problem: { phrase } }));
    return null;
  };
  if (hash !== null && name !== null) {
    return refuse("smsDomain", "autofillBoth");
  }
  if (hash !== null) {
    return isAppHash(hash) ? { kind: "app", hash } : refuse("smsAppHash", "autofillHash");
  }
  const domain = name === null ? null : autofillDomain(name);
  if (name !== null && domain === null) {
    return refuse("smsDomain", "autofillDomain");
  }
  return domain === null ? null : { kind: "site", domain };
}
