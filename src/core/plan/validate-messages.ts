import { domainError } from "../errors.js";
import { listLengthMax } from "../limits.js";
import { canonicalLocale } from "../locale.js";
import { templateProblem } from "../otp/template-problem.js";
import { type Field, type InputChecks, shown } from "../input-checks.js";
import type { MessageTemplate } from "./plan.js";
import type { MessageTemplateInput } from "./plan-input.js";

/**
 * Checks a plan's messages; one per channel, locale and account. Errors go to `checks`, below
 * `field`.
 */
export function validateMessages(
  inputs: readonly MessageTemplateInput[],
  field: Field,
  checks: InputChecks,
): MessageTemplate[] {
  if (inputs.length > listLengthMax.messages) {
    checks.note(domainError("TOO_MANY_ITEMS", field, { max: listLengthMax.messages }));
    return [];
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const path = [...field, String(index)];
    const template = validateMessage(input, path, checks);
    const key = `${template.channel} ${template.locale} ${input.accountId ?? ""}`;
    if (seen.has(key)) {
      const item = `${template.channel} ${shown(template.locale)}`;
      checks.note(domainError("DUPLICATE_ITEM", path, { item }));
    }
    seen.add(key);
    const problem = templateProblem(template);
    if (problem !== null) {
      checks.note(domainError("INVALID_TEMPLATE", path, { problem: { phrase: problem } }));
    }
    return template;
  });
}

/**
 * One message in its stored form, its text not judged: locale canonical, account as uuid.
 * Errors: INVALID_LOCALE, ACCOUNT_NOT_FOUND.
 */
export function validateMessage(
  input: MessageTemplateInput,
  field: Field,
  checks: InputChecks,
): MessageTemplate {
  const locale = canonicalLocale(input.locale);
  if (locale === null) {
    const params = { locale: shown(input.locale) };
    checks.note(domainError("INVALID_LOCALE", [...field, "locale"], params));
  }
  return {
    channel: input.channel,
    locale: locale ?? input.locale,
    subject: input.subject ?? null,
    accountId: checks.accountId(input.accountId, [...field, "accountId"]),
    body: input.body ?? null,
    vendorTemplateName: input.vendorTemplateName ?? null,
  };
}
