import type { EngineAttempt, EngineSend, Move } from "../../../src/core/failover/engine-state.js";
import type { PlanSpec, PlanStep } from "../../../src/core/plan/plan.js";

export const start = new Date("2026-03-01T10:00:00Z");

export function at(sec: number): Date {
  return new Date(start.getTime() + sec * 1000);
}

export function planStep(over: Partial<PlanStep> = {}, vendors = ["a", "b"]): PlanStep {
  return {
    channel: "SMS",
    vendors: vendors.map((vendor) => ({ vendor, accountId: null, weight: null })),
    strategy: "PRIORITY",
    advanceOn: ["REJECTED", "UNDELIVERED"],
    waitSec: 20,
    waitFor: "DELIVERED",
    maxAttempts: vendors.length,
    countries: null,
    ...over,
  };
}

export function planSpec(steps: readonly PlanStep[], over: Partial<PlanSpec> = {}): PlanSpec {
  return {
    steps,
    code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
    resend: { maxResends: 3, cooldownSec: 30, switchVendor: true },
    maxCostPerSendMicros: null,
    maxAttempts: 4,
    deadlineSec: 180,
    countries: null,
    objective: "BALANCED",
    order: "AS_WRITTEN",
    messages: [],
    ...over,
  };
}

export function engineSend(over: Partial<EngineSend> & Pick<EngineSend, "spec">): EngineSend {
  return {
    status: "SENT",
    verification: "PENDING",
    country: "ID",
    hasPhone: true,
    hasEmail: true,
    expiresAt: at(300),
    round: 0,
    roundStartedAt: start,
    resendChannel: null,
    halted: null,
    attempts: [],
    ...over,
  };
}

export function engineAttempt(over: Partial<EngineAttempt> = {}): EngineAttempt {
  return {
    number: 1,
    step: 1,
    vendorIndex: 0,
    round: 0,
    status: "SUBMITTED",
    failureClass: null,
    deadlineAt: at(20),
    reachedAt: null,
    ...over,
  };
}

/** [step, vendorIndexes, cause] of each option; fails when the move is another. */
export function triesOf(move: Move): readonly unknown[] {
  if (move.kind !== "try") {
    throw new Error(`expected a try, got ${JSON.stringify(move)}`);
  }
  return move.options.map(({ step, vendorIndexes, cause }) => [step, vendorIndexes, cause]);
}
