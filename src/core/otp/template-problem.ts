import { hasControlCharacters, isLonger, textLengthMax } from "../limits.js";
import type { PhraseKey } from "../messages/phrases.js";
import type { MessageTemplate } from "../plan/plan.js";

const placeholders = new Set(["code", "brand", "minutes"]);

/**
 * What is wrong with a template, leaving the plan around it aside; null when it can be sent. The
 * answers are keys of phrases. A body may do without {code} on a channel with a vendor's template,
 * which holds it.
 */
export function templateProblem(
  template: Pick<MessageTemplate, "channel" | "subject" | "body" | "vendorTemplateName">,
): PhraseKey | null {
  const { channel, subject, body, vendorTemplateName } = template;
  if (channel === "MISSED_CALL") {
    return "templateNoText";
  }
  if (body === null && vendorTemplateName === null) {
    return "templateNothing";
  }
  if (subject !== null && (channel !== "EMAIL" || hasControlCharacters(subject))) {
    return "templateSubject";
  }
  if (
    (vendorTemplateName !== null &&
      isUnfit(vendorTemplateName, textLengthMax.vendorTemplateName)) ||
    (subject !== null && isLonger(subject, textLengthMax.messageSubject))
  ) {
    return "templateTooLong";
  }
  if (subject !== null && hasUnknownPlaceholder(subject)) {
    return "templateUnknownPlaceholder";
  }
  return body === null ? null : bodyProblem(body, vendorTemplateName !== null);
}

function bodyProblem(body: string, isCodeElsewhere: boolean): PhraseKey | null {
  if (isLonger(body, textLengthMax.messageBody)) {
    return "templateTooLong";
  }
  if (body.trim() === "") {
    return "templateEmpty";
  }
  if (hasControlCharacters(body, true)) {
    return "templateControlCharacters";
  }
  if (hasUnknownPlaceholder(body)) {
    return "templateUnknownPlaceholder";
  }
  return body.includes("{code}") || isCodeElsewhere ? null : "templateWithoutCode";
}

/** True for anything in braces that is not ours, and for a brace that has no partner. */
function hasUnknownPlaceholder(text: string): boolean {
  const rest = text.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    placeholders.has(name) ? "" : whole,
  );
  return /[{}]/.test(rest);
}

function isUnfit(name: string, max: number): boolean {
  return isLonger(name, max) || hasControlCharacters(name) || name.trim() === "";
}
