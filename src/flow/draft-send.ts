import { uuidv7 } from "uuidv7";
import { type DomainError, domainError } from "../core/errors.js";
import type { CheckedSend } from "../core/otp/check-send.js";
import { checkOwnCode, normalizeCode } from "../core/otp/code.js";
import type { PlanRules } from "./rules.js";
import type { Keyring } from "./keyring.js";
import { drawCode } from "./make-code.js";
import type { SendRow } from "./rows.js";
import type { TenantView } from "./rules-cache.js";
import { type SendWork, workOn } from "./send-work.js";

/** A sound request of a known tenant, with the plan that it names. */
export interface SendDraft {
  readonly tenantId: string;
  readonly sendId: string;
  readonly checked: CheckedSend;
  readonly plan: PlanRules;
  readonly view: TenantView;
  /** What the recipient is found by; null without a number, or without an address. */
  readonly phoneIndex: Buffer | null;
  readonly emailIndex: Buffer | null;
}

/**
 * Holds a checked request against the tenant's plans. Errors:
 * PLAN_NOT_FOUND, PLAN_ARCHIVED, INVALID_CODE.
 */
export function draftSend(
  view: TenantView,
  checked: CheckedSend,
  keyring: Keyring,
): { readonly draft: SendDraft } | { readonly errors: readonly DomainError[] } {
  const plan = view.plansByKey.get(checked.planKey);
  if (plan === undefined) {
    return { errors: [domainError("PLAN_NOT_FOUND", ["planKey"], { plan: checked.planKey })] };
  }
  if (plan.archivedAt !== null) {
    return { errors: [domainError("PLAN_ARCHIVED", ["planKey"], { plan: plan.key })] };
  }
  const wrongCode =
    checked.code === null ? null : checkOwnCode(checked.code, plan.revision.spec.code);
  if (wrongCode !== null) {
    return { errors: [wrongCode] };
  }
  const tenantId = view.rules.tenantId;
  const index = (to: string | null): Buffer | null =>
    to === null ? null : keyring.recipientIndex(tenantId, to);
  return {
    draft: {
      tenantId,
      sendId: uuidv7(),
      checked,
      plan,
      view,
      phoneIndex: index(checked.phone?.e164 ?? null),
      emailIndex: index(checked.email),
    },
  };
}

/** Makes the send's row and opens it: recipient and code sealed, nothing tried yet. */
export function openDraft(
  draft: SendDraft,
  keyring: Keyring,
  now: Date,
  counted: Set<string>,
): SendWork {
  const { checked, plan, view } = draft;
  const { spec } = plan.revision;
  const send = sendRow(draft, keyring, now);
  const isCodePerAttempt = spec.code.perAttempt && checked.code === null;
  const code = isCodePerAttempt ? null : (checked.code ?? drawCode(spec.code));
  if (code !== null) {
    const normal = normalizeCode(code, spec.code.alphabet);
    send.codeHmac = keyring.codeHmac(send.id, normal, send.codeKeyId);
    send.codeCipher = keyring.seal("code", send.tenantId, code);
  }
  const work = workOn(send, [], spec, view, counted);
  work.secrets = { phone: checked.phone?.e164 ?? null, email: checked.email, code };
  const isServed =
    spec.countries === null || send.country === null || spec.countries.includes(send.country);
  if (!isServed) {
    send.halted = "NO_ROUTE";
    send.statusReason = "COUNTRY_NOT_SERVED";
  }
  return work;
}

function sendRow(draft: SendDraft, keyring: Keyring, now: Date): SendRow {
  const { checked, plan, view, tenantId, sendId } = draft;
  const { spec } = plan.revision;
  const { phone, email } = checked;
  const recipient = JSON.stringify({ phone: phone?.e164 ?? null, email });
  return {
    tenantId,
    id: sendId,
    planId: plan.id,
    revisionId: plan.revision.id,
    recipient: keyring.seal("recipient", tenantId, recipient),
    phoneIndex: draft.phoneIndex,
    emailIndex: draft.emailIndex,
    country: checked.country,
    mcc: checked.network?.mcc ?? null,
    mnc: checked.network?.mnc ?? null,
    lineType: phone?.lineType ?? null,
    locale: checked.locale ?? spec.messageLocale ?? view.rules.locale,
    purpose: checked.purpose,
    externalId: checked.externalId,
    metadata: checked.metadata,
    maxCostMicros: checked.maxCostMicros,
    status: "QUEUED",
    verification: "PENDING",
    statusReason: null,
    failureClass: null,
    codeHmac: null,
    codeCipher: null,
    codeKeyId: keyring.currentKeyId,
    checksLeft: spec.code.maxChecks,
    resendsLeft: spec.resend.maxResends,
    resendAvailableAt: new Date(now.getTime() + spec.resend.cooldownSec * 1000),
    round: 0,
    roundStartedAt: now,
    resendChannel: null,
    skippedSteps: [],
    halted: null,
    costMicros: 0n,
    heldMicros: 0n,
    nextStepAt: null,
    nextChannel: null,
    wakeAt: null,
    firstSubmittedAt: null,
    deliveredAt: null,
    verifiedAt: null,
    expiresAt: new Date(now.getTime() + spec.code.ttlSec * 1000),
    createdAt: now,
  };
}
