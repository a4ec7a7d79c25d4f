import type { DomainError } from "../../core/errors.js";
import { InputChecks } from "../../core/input-checks.js";
import { type Encoding, messageParts, unitsLeft } from "../../core/otp/parts.js";
import { minutesOf, pickText, renderText } from "../../core/otp/text.js";
import type { CodePolicyInput, MessageTemplateInput } from "../../core/plan/plan-input.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { textProblems } from "../../core/plan/problems.js";
import { validateCode } from "../../core/plan/validate-code.js";
import { validateMessage } from "../../core/plan/validate-messages.js";

/**
 * What a message will look like. text is empty when the vendor holds the words, or a call carries
 * none.
 */
export interface MessagePreview {
  readonly text: string;
  readonly encoding: Encoding;
  readonly partCount: number;
  /** Units of the encoding that it takes; characters where the channel bills no parts. */
  readonly length: number;
  /** Units that fit before one more part is billed; null = the channel bills no parts. */
  readonly unitsLeft: number | null;
  /** What makes an SMS dear: characters that are not in GSM-7, each once, 20 at most. */
  readonly ucs2Characters: readonly string[];
  /** E-mails only; null when the vendor holds it. */
  readonly subject: string | null;
  readonly vendorTemplateName: string | null;
  readonly problems: readonly PlanProblem[];
}

/** How a sample code begins; it is cut to the length of the plan's. */
const sampleCode = "1234567890";

/**
 * Shows a text with a sample code. Without a body and a vendor's template it is the standard text.
 * Errors, below "input" and "code": INVALID_LOCALE, ACCOUNT_NOT_FOUND; OUT_OF_RANGE,
 * INVALID_TEMPLATE (autofill).
 *
 * @param code how codes look; {} = 6 digits that are good for 5 minutes
 * @param tenant its brand stands in the text, its locale chooses the standard one
 */
export function previewMessage(
  input: MessageTemplateInput,
  code: CodePolicyInput,
  tenant: { readonly brand: string; readonly locale: string },
): MessagePreview | { readonly errors: readonly DomainError[] } {
  const checks = new InputChecks();
  const template = validateMessage(input, ["input"], checks);
  const policy = validateCode(code, ["code"], checks);
  if (checks.errors.length > 0) {
    return { errors: checks.errors };
  }
  const isOurs = template.body === null && template.vendorTemplateName === null;
  const picked = pickText(isOurs ? [] : [template], {
    channel: template.channel,
    locale: template.locale,
    tenantLocale: tenant.locale,
    accountId: template.accountId,
  });
  const facts = {
    code: sampleCode.slice(0, policy.length),
    brand: tenant.brand,
    minutes: minutesOf(policy.ttlSec),
  };
  const { body, subject, vendorTemplateName } = picked;
  const text =
    body === null ? "" : renderText(body, facts, template.channel, policy.autofill ?? null);
  return {
    text,
    ...messageParts(template.channel, text),
    unitsLeft: unitsLeft(template.channel, text),
    subject: subject === null ? null : renderText(subject, facts, template.channel),
    vendorTemplateName,
    problems: isOurs ? [] : textProblems(template),
  };
}
