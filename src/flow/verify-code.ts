import { timingSafeEqual } from "node:crypto";
import { domainError } from "../core/errors.js";
import { checkText, recipientChecksPerHour, textLengthMax } from "../core/limits.js";
import { normalizeCode } from "../core/otp/code.js";
import type { AttemptStatus } from "../core/otp/status.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import { type BatchFacts, type ChangePorts, changeSends } from "./change-sends.js";
import { groupCommit } from "./group-commit.js";
import type { VerifyOtpResult, VerifyResult } from "./otp.js";
import type { Tx } from "./ports.js";
import type { AttemptRow } from "./rows.js";
import { emit, type SendWork, touch } from "./send-work.js";

/** What checking codes needs besides changing sends. */
export interface VerifyPorts extends ChangePorts {
  readonly batchSizes: BatchSizes;
  readonly observeBatch: BatchObserver;
}

interface Check {
  readonly tenantId: string;
  readonly sendId: string;
  readonly code: string;
}

const hourMs = 3_600_000;

/**
 * Makes `verifyOtp`. A try is counted under the send's lock before its code is compared, and nobody
 * hears of the comparison before the count is durable; so parallel guesses get no more than
 * maxChecks comparisons.
 * Errors: NOT_FOUND, TOO_LONG, RATE_LIMITED (more than 20 checks an hour for one recipient).
 */
export function makeVerifyCode(
  ports: VerifyPorts,
): (tenantId: string, sendId: string, code: string) => Promise<VerifyOtpResult> {
  const check = groupCommit<Check, VerifyOtpResult>(
    (checks) => checkCodes(ports, checks),
    batchOptions("verify", ports.batchSizes, ports.observeBatch),
  );
  return async (tenantId, sendId, code) => {
    const tooLong = checkText(code, ["code"], textLengthMax.typedCode);
    return tooLong?.code === "TOO_LONG"
      ? { result: null, send: null, checksLeft: null, errors: [tooLong] }
      : await check({ tenantId, sendId, code });
  };
}

async function checkCodes(
  ports: VerifyPorts,
  checks: readonly Check[],
): Promise<readonly VerifyOtpResult[]> {
  let results = new Map<Check, Answer>();
  const works = await changeSends(
    ports,
    checks.map((check) => ({ tenantId: check.tenantId, id: check.sendId })),
    async (opened, facts, tx) => {
      results = await answerAll(ports, checks, opened, facts, tx);
    },
  );
  const byId = new Map(works.map((work) => [work.send.id, work.send]));
  return checks.map((check): VerifyOtpResult => {
    const answer = results.get(check);
    const send = byId.get(check.sendId) ?? null;
    if (answer === undefined || send === null) {
      const error = domainError("NOT_FOUND", ["sendId"], { thing: "send" });
      return { result: null, send: null, checksLeft: null, errors: [error] };
    }
    return answer.kind === "limited"
      ? {
          result: null,
          send,
          checksLeft: send.checksLeft,
          errors: [domainError("RATE_LIMITED", ["sendId"], {}, answer.retryAfterMs)],
        }
      : { result: answer.result, send, checksLeft: answer.checksLeft, errors: [] };
  });
}

type Answer =
  | { readonly kind: "answered"; readonly result: VerifyResult; readonly checksLeft: number }
  | { readonly kind: "limited"; readonly retryAfterMs: number };

async function answerAll(
  ports: VerifyPorts,
  checks: readonly Check[],
  works: readonly SendWork[],
  { now }: BatchFacts,
  tx: Tx,
): Promise<Map<Check, Answer>> {
  const results = new Map<Check, Answer>();
  const limits = await countChecks(checks, works, now, tx);
  for (const check of checks) {
    const work = works.find(
      ({ send }) => send.id === check.sendId && send.tenantId === check.tenantId,
    );
    if (work === undefined) {
      continue;
    }
    const closed = closedResult(work, now);
    const retryAfterMs = closed === null ? limits(work) : null;
    if (retryAfterMs !== null) {
      results.set(check, { kind: "limited", retryAfterMs });
      continue;
    }
    const result = closed ?? compare(ports, work, check.code, now);
    results.set(check, { kind: "answered", result, checksLeft: work.send.checksLeft });
  }
  return results;
}

/**
 * Counts this batch's comparisons per recipient. Returns who has had too many, and for how long:
 * null = go on.
 */
async function countChecks(
  checks: readonly Check[],
  works: readonly SendWork[],
  now: Date,
  tx: Tx,
): Promise<(work: SendWork) => number | null> {
  const wanted = new Map<string, { tenantId: string; index: Buffer; checks: number }>();
  for (const work of works) {
    const index = work.send.phoneIndex ?? work.send.emailIndex;
    if (index !== null && closedResult(work, now) === null) {
      const asked = checks.filter((check) => check.sendId === work.send.id).length;
      // What is asked beyond the send's own limit is never compared.
      const count = Math.min(asked, work.send.checksLeft);
      const known = wanted.get(index.toString("hex"));
      wanted.set(index.toString("hex"), {
        tenantId: work.send.tenantId,
        index,
        checks: count + (known?.checks ?? 0),
      });
    }
  }
  const counted = await tx.countRecipientChecks([...wanted.values()], now);
  const used = new Map<string, number>();
  return (work) => {
    const hex = (work.send.phoneIndex ?? work.send.emailIndex)?.toString("hex") ?? "";
    const count = counted.get(hex);
    if (count === undefined) {
      return null;
    }
    const before = count.checks - (wanted.get(hex)?.checks ?? 0);
    const mine = (used.get(hex) ?? 0) + 1;
    used.set(hex, mine);
    return before + mine <= recipientChecksPerHour
      ? null
      : Math.max(1, count.windowStartedAt.getTime() + hourMs - now.getTime());
  };
}

/** The answer where no code is looked at; null while the send is open for checks. */
function closedResult({ send }: SendWork, now: Date): VerifyResult | null {
  switch (send.verification) {
    case "VERIFIED":
      return "ALREADY_VERIFIED";
    case "EXPIRED":
      return "EXPIRED";
    case "CHECKS_EXHAUSTED":
      return "CHECKS_EXHAUSTED";
    case "CANCELED":
      return "CANCELED";
    case "PENDING":
      if (send.status === "BLOCKED") {
        return "CANCELED";
      }
      return now >= send.expiresAt ? "EXPIRED" : null;
  }
}

function compare(ports: VerifyPorts, work: SendWork, typed: string, now: Date): VerifyResult {
  const { send, spec } = work;
  send.checksLeft -= 1;
  work.isChanged = true;
  const code = normalizeCode(typed, spec.code.alphabet);
  const hasMatched = (ownerId: string, hmac: Buffer | null): boolean =>
    hmac !== null && timingSafeEqual(hmac, ports.keyring.codeHmac(ownerId, code, send.codeKeyId));
  if (hasMatched(send.id, send.codeHmac)) {
    markVerified(work, lastThatCouldArrive(work), now, now);
    return "VERIFIED";
  }
  // Every attempt is compared, so that the time taken does not tell which one matched.
  const matched = work.attempts.filter((attempt) => hasMatched(attempt.id, attempt.codeHmac));
  const [attempt] = matched;
  if (attempt !== undefined) {
    markVerified(work, attempt, now, now);
    return "VERIFIED";
  }
  emit(work, "CODE_CHECK_FAILED", now, null, { checksLeft: send.checksLeft });
  if (send.checksLeft === 0) {
    send.verification = "CHECKS_EXHAUSTED";
    emit(work, "CHECKS_EXHAUSTED", now);
  }
  return "WRONG_CODE";
}

/**
 * Ends a send well: verified, delivered if nobody said so before, the attempt that the code came
 * from credited.
 *
 * @param attempt null = none could have arrived
 * @param at      when the code was typed in
 */
export function markVerified(
  work: SendWork,
  attempt: AttemptRow | null,
  at: Date,
  now: Date,
): void {
  const { send } = work;
  send.verification = "VERIFIED";
  send.verifiedAt = at;
  send.failureClass = null;
  send.statusReason = null;
  if (attempt !== null) {
    attempt.verifiedAt = at;
    touch(work, attempt);
    work.used = { attempt, sealed: attempt.codeCipher ?? send.codeCipher };
  }
  if (send.status !== "DELIVERED" && send.status !== "READ") {
    send.status = "DELIVERED";
    send.deliveredAt ??= at;
    emit(work, "SEND_DELIVERED", now, attempt);
  }
  emit(work, "SEND_VERIFIED", now, attempt);
}

const couldArrive: ReadonlySet<AttemptStatus> = new Set([
  "SUBMITTING",
  "UNKNOWN",
  "SUBMITTED",
  "TIMED_OUT",
  "DELIVERED",
  "READ",
]);

/** The attempt that a shared code is credited to: the latest whose message could have arrived. */
export function lastThatCouldArrive({ attempts }: SendWork): AttemptRow | null {
  return attempts.findLast((attempt) => couldArrive.has(attempt.status)) ?? null;
}
