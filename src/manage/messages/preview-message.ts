import type { DomainError } from "../../core/errors.js";
import { InputChecks } from "../../core/input-checks.js";
import { type Encoding, messageParts } from "../../core/otp/parts.js";
import { pickText, renderText } from "../../core/otp/text.js";
import type { MessageTemplateInput } from "../../core/plan/plan-input.js";
import type { PlanProblem } from "../../core/plan/problem.js";
import { textProblems } from "../../core/plan/problems.js";
import { validateMessage } from "../../core/plan/validate-messages.js";

/**
 * What a message will look like. text is empty when the vendor holds the words, or a call carries
 * none.
 */
export interface MessagePreview {
  readonly text: string;
  readonly encoding: Encoding;
  readonly partCount: number;
  readonly problems: readonly PlanProblem[];
}

const sample = { code: "123456", minutes: 5 };

/**
 * Shows a text with a sample code of 6 digits that is good for 5 minutes. Without a body and a
 * vendor's template it is the standard text. Errors: INVALID_LOCALE, ACCOUNT_NOT_FOUND.
 *
 * @param tenant its brand stands in the text, its locale chooses the standard one
 */
export function previewMessage(
  input: MessageTemplateInput,
  tenant: { readonly brand: string; readonly locale: string },
): MessagePreview | { readonly errors: readonly DomainError[] } {
  const checks = new InputChecks();
  const template = validateMessage(input, [], checks);
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
  const text = renderText(picked.body ?? "", { ...sample, brand: tenant.brand }, template.channel);
  const { encoding, partCount } = messageParts(template.channel, text);
  return { text, encoding, partCount, problems: isOurs ? [] : textProblems(template) };
}
