import { idempotencyName } from "../core/otp/idempotency-name.js";
import { type DomainError, domainError } from "../core/errors.js";
import { checkIdempotencyKey } from "../core/otp/check-send.js";
import { type BatchFacts, type ChangePorts, changeSends, ResendRefused } from "./change-sends.js";
import type { ResendOtpRequest, ResendOtpResult } from "./otp.js";
import { type IdempotencyRow, type Tx } from "./ports.js";
import { refusalErrors } from "./refusal-errors.js";
import { emit, type SendWork } from "./send-work.js";

/**
 * The end user asks again: a new round of the plan begins, with the same code (another one where
 * the plan has one per attempt) and, where the plan says so, another vendor. What waits is
 * canceled; expiresAt stays. The same key again answers with the send as it is now.
 * Errors: NOT_FOUND, SEND_CLOSED, COOLDOWN, RESENDS_EXHAUSTED, CHANNEL_NOT_IN_PLAN, NO_ROUTE,
 * BUDGET_EXHAUSTED, COST_CAP_TOO_LOW, IDEMPOTENCY_CONFLICT. A resend that comes to nothing is not
 * counted.
 */
export async function resendOtp(
  ports: ChangePorts,
  tenantId: string,
  request: ResendOtpRequest,
): Promise<ResendOtpResult> {
  const wrongKey = checkIdempotencyKey(request.idempotencyKey);
  if (wrongKey !== null) {
    return { send: null, errors: [wrongKey] };
  }
  const key = keyOf(ports, tenantId, request);
  const earlier = await replay(ports, key);
  if (earlier !== null) {
    return earlier;
  }
  try {
    return await beginRound(ports, tenantId, request, key);
  } catch (error) {
    if (error instanceof ResendRefused) {
      return await tellRefusal(ports, error.work);
    }
    throw error;
  }
}

async function beginRound(
  ports: ChangePorts,
  tenantId: string,
  request: ResendOtpRequest,
  key: IdempotencyRow,
): Promise<ResendOtpResult> {
  let refusal: DomainError | null = null;
  const [work] = await changeSends(
    ports,
    [{ tenantId, id: request.sendId }],
    async ([open], facts, tx) => {
      if (open !== undefined) {
        refusal = await begin(open, request, key, facts, tx);
      }
    },
  );
  if (work === undefined) {
    return { send: null, errors: [domainError("NOT_FOUND", ["sendId"], { thing: "send" })] };
  }
  if (refusal !== null) {
    // The request that took the key may have been this one's twin, a moment ago.
    return (await replay(ports, key)) ?? { send: work.send, errors: [refusal] };
  }
  return { send: work.send, errors: [] };
}

/**
 * Nothing of the resend is kept but what its refusal has to tell:
 * the event, and the budget's alert.
 */
async function tellRefusal(ports: ChangePorts, refused: SendWork): Promise<ResendOtpResult> {
  const errors = refusalErrors(refused.send, refused.refusedBy);
  const { tenantId, id } = refused.send;
  const [work] = await changeSends(ports, [{ tenantId, id }], ([open], { now }) => {
    if (open !== undefined && refused.refusedBy !== null) {
      open.alerts.push(...refused.alerts);
      emit(open, "BUDGET_REFUSED_ATTEMPT", now, null, { budget: refused.refusedBy });
    }
  });
  return { send: work?.send ?? null, errors };
}

async function begin(
  work: SendWork,
  request: ResendOtpRequest,
  key: IdempotencyRow,
  { now }: BatchFacts,
  tx: Tx,
): Promise<DomainError | null> {
  const refusal = whyNot(work, request, now);
  if (refusal !== null) {
    return refusal;
  }
  const won = await tx.insertIdempotency([key]);
  if (!won.has(idempotencyName(key))) {
    return domainError("IDEMPOTENCY_CONFLICT", ["idempotencyKey"]);
  }
  const { send, spec } = work;
  work.isResend = true;
  send.round += 1;
  send.roundStartedAt = now;
  send.resendChannel = request.channel;
  send.halted = null;
  send.resendsLeft -= 1;
  send.resendAvailableAt = new Date(now.getTime() + spec.resend.cooldownSec * 1000);
  emit(work, "RESEND_REQUESTED", now, null, {
    round: send.round,
    ...(request.channel === null ? {} : { channel: request.channel }),
  });
  return null;
}

function whyNot(
  { send, spec }: SendWork,
  { channel }: ResendOtpRequest,
  now: Date,
): DomainError | null {
  const isOpen = send.verification === "PENDING" && send.status !== "BLOCKED";
  if (!isOpen || now >= send.expiresAt) {
    return domainError("SEND_CLOSED", ["sendId"]);
  }
  if (channel !== null && !spec.steps.some((step) => step.channel === channel)) {
    return domainError("CHANNEL_NOT_IN_PLAN", ["channel"], { channel });
  }
  if (send.resendsLeft <= 0) {
    return domainError("RESENDS_EXHAUSTED", ["sendId"], { max: spec.resend.maxResends });
  }
  const waitMs = (send.resendAvailableAt?.getTime() ?? 0) - now.getTime();
  return waitMs > 0 ? domainError("COOLDOWN", ["sendId"], {}, waitMs) : null;
}

async function replay(ports: ChangePorts, key: IdempotencyRow): Promise<ResendOtpResult | null> {
  const [winner] = await ports.store.readIdempotency([key]);
  if (winner === undefined) {
    return null;
  }
  if (!winner.bodyHmac.equals(key.bodyHmac)) {
    return { send: null, errors: [domainError("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])] };
  }
  const [send] = await ports.store.readSends([{ tenantId: key.tenantId, id: winner.sendId }]);
  return { send: send ?? null, errors: [] };
}

function keyOf(ports: ChangePorts, tenantId: string, request: ResendOtpRequest): IdempotencyRow {
  const { sendId, idempotencyKey, channel } = request;
  return {
    tenantId,
    mutation: "resendOtp",
    key: idempotencyKey,
    bodyHmac: ports.keyring.bodyHmac(tenantId, JSON.stringify([sendId, channel])),
    sendId,
    createdAt: ports.clock.now(),
  };
}
