import { type ChangePorts, changeSends } from "./change-sends.js";
import type { FlowMetrics } from "./metrics.js";
import { raiseAttempt } from "./record-status.js";
import type { Key } from "./ports.js";
import type { AttemptRow } from "./rows.js";
import { isFinal } from "./save-works.js";
import { type SendWork, touch } from "./send-work.js";
import { settleCharge } from "./settle-charge.js";
import { leaseMs } from "./start-attempt.js";

/** What looking at due sends needs besides changing them. */
export interface WakePorts extends ChangePorts {
  readonly metrics: FlowMetrics;
  isIdempotentByReference(vendorId: string): boolean;
  readonly failed: (error: unknown, what: string) => void;
}

const postponeMs = 60_000;

/**
 * Looks at sends whose time has come: waits that ended, codes that expired, attempts whose process
 * died, holds that nobody settled. Every step is guarded by the state that it expects, so looking
 * twice changes nothing. Returns how many were due, 0..limit.
 */
export async function wakeSends(ports: WakePorts, limit: number): Promise<number> {
  const now = ports.clock.now();
  const due = await ports.store.findDueSends(now, limit);
  if (due.length === 0) {
    return 0;
  }
  for (const { wakeAt } of due) {
    ports.metrics.timerLate(now.getTime() - wakeAt.getTime());
  }
  try {
    await wakeAll(ports, due);
  } catch {
    await wakeOneByOne(ports, due, now);
  }
  return due.length;
}

async function wakeAll(ports: WakePorts, due: readonly Key[]): Promise<void> {
  await changeSends(
    ports,
    due,
    (works, facts) => {
      for (const work of works) {
        // Scheduled anew in any case, so that a send is never due for ever.
        work.isChanged = true;
        for (const attempt of work.attempts) {
          takeOver(ports, work, attempt, facts.now);
          endHold(work, attempt, facts.now);
        }
      }
    },
    { lock: "due" },
  );
}

/**
 * A send that cannot be looked at fails alone,
 * and is put off so that it does not stand before the others.
 */
async function wakeOneByOne(ports: WakePorts, due: readonly Key[], now: Date): Promise<void> {
  const bad: Key[] = [];
  for (const key of due) {
    try {
      await wakeAll(ports, [key]);
    } catch (error) {
      ports.failed(error, `waking send ${key.id}`);
      bad.push(key);
    }
  }
  await ports.store.postponeSends(bad, now, new Date(now.getTime() + postponeMs));
}

/**
 * An attempt whose process let its lease run out: PLANNED, it is handed over from here. SUBMITTING,
 * it may have gone out, so it is never submitted again unless the vendor knows a repeated
 * reference; its wait is over.
 */
function takeOver(ports: WakePorts, work: SendWork, attempt: AttemptRow, now: Date): void {
  if (attempt.leaseUntil === null || attempt.leaseUntil > now) {
    return;
  }
  const isRepeatable =
    attempt.status === "PLANNED" ||
    (attempt.status === "SUBMITTING" &&
      !isFinal(work.send) &&
      ports.isIdempotentByReference(attempt.vendorId));
  if (isRepeatable) {
    attempt.leaseOwner = ports.processId;
    attempt.leaseUntil = new Date(now.getTime() + leaseMs);
    touch(work, attempt);
    work.toSubmit.push(attempt);
    return;
  }
  attempt.leaseOwner = null;
  attempt.leaseUntil = null;
  touch(work, attempt);
  if (attempt.status === "SUBMITTING") {
    attempt.deadlineAt = now;
    raiseAttempt(work, attempt, "UNKNOWN", now, now, "OUTCOME_UNKNOWN");
    settleCharge(work, attempt, [{ kind: "unknown", charged: "maybe" }], now);
  }
}

function endHold(work: SendWork, attempt: AttemptRow, now: Date): void {
  if (attempt.charge === "HELD" && attempt.status !== "PLANNED" && attempt.holdUntil <= now) {
    settleCharge(work, attempt, [{ kind: "hold_over" }], now);
  }
}
