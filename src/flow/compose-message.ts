import { messageParts } from "../core/otp/parts.js";
import type { Channel } from "../core/otp/status.js";
import { minutesOf, pickText, renderText } from "../core/otp/text.js";
import type { PlanSpec } from "../core/plan/plan.js";
import type { TenantRules } from "./rules.js";

/** A message as it goes to a vendor. */
export interface ComposedMessage {
  readonly text: string;
  readonly subject: string | null;
  readonly vendorTemplateName: string | null;
  readonly locale: string;
  /** 1 or more; what the vendor bills. */
  readonly parts: number;
}

/**
 * Writes the message of one attempt: the tenant's template for the account, else for the channel,
 * else ours; with the last line that devices look for where the plan asks for one.
 *
 * @param accountId as the plan names it: null = the marketplace's account
 */
export function composeMessage(
  spec: PlanSpec,
  rules: TenantRules,
  channel: Channel,
  accountId: string | null,
  locale: string | null,
  code: string,
): ComposedMessage {
  const picked = pickText(spec.messages, {
    channel,
    locale,
    planLocale: spec.messageLocale ?? null,
    tenantLocale: rules.locale,
    accountId,
  });
  const facts = { code, brand: rules.brand, minutes: minutesOf(spec.code.ttlSec) };
  const { autofill } = spec.code;
  const text = picked.body === null ? code : renderText(picked.body, facts, channel, autofill);
  return {
    text,
    subject: picked.subject === null ? null : renderText(picked.subject, facts, channel),
    vendorTemplateName: picked.vendorTemplateName,
    locale: picked.locale,
    parts: messageParts(channel, text).partCount,
  };
}
