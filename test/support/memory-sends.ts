import { next } from "../../src/core/failover/engine.js";
import { attemptRises, type AttemptStatus } from "../../src/core/otp/status.js";
import type { PlanSpec } from "../../src/core/plan/plan.js";
import { advanceSend, type AdvancePorts, halt, type Wish } from "../../src/flow/advance-send.js";
import { indexMarket, type MarketPrice } from "../../src/flow/market.js";
import { MeasuredBoard } from "../../src/flow/measured-board.js";
import { MeasuredDesk } from "../../src/flow/measured-desk.js";
import type { AttemptRow, SendRow } from "../../src/flow/rows.js";
import type { TenantRules } from "../../src/flow/rules.js";
import type { TenantView } from "../../src/flow/rules-cache.js";
import { engineSendOf, type SendWork, workOn } from "../../src/flow/send-work.js";
import { startAttempt, type StartPorts } from "../../src/flow/start-attempt.js";

export const memoryStart = new Date("2026-03-02T10:00:00Z");
export const memoryTenant = "00000000-0000-7000-8000-00000000000a";

/** A vendor with one account of the marketplace's, and what it asks for a message in Indonesia. */
export interface MemoryVendor {
  readonly slug: string;
  readonly micros: bigint;
  /** Left out = for every message. */
  readonly billedOn?: "DELIVERED";
}

/** A view of a market of these vendors, every channel of theirs at one price. */
export function memoryView(
  vendors: readonly MemoryVendor[],
  rules: Partial<TenantRules> = {},
  board = new MeasuredBoard(),
): TenantView {
  const channels = ["SMS", "WHATSAPP", "VOICE"] as const;
  const market = indexMarket(
    {
      version: 1n,
      vendors: vendors.map(({ slug }) => ({ id: slug, slug, adapter: "sandbox", baseUrl: null })),
      accounts: vendors.map(({ slug }) => ({
        id: accountOf(slug),
        tenantId: null,
        vendorId: slug,
        label: slug,
        channels,
        credentials: Buffer.alloc(0),
        senders: [],
        maxPerSecond: null,
        disconnectedAt: null,
        stoppedAt: null,
      })),
      prices: vendors.flatMap(({ slug, micros, billedOn = "SUBMITTED" as const }) =>
        channels.map(
          (channel): MarketPrice => ({
            vendorId: slug,
            accountId: null,
            channel,
            country: "ID",
            mcc: null,
            mnc: null,
            micros,
            currency: "USD",
            billedOn,
            effectiveFrom: new Date(0),
            effectiveUntil: null,
          }),
        ),
      ),
      rates: [],
      pauses: [],
      upstreams: [],
    },
    () => [],
    new Map(),
    () => ({ market: new Map(), own: new Map() }),
  );
  return {
    rules: {
      tenantId: memoryTenant,
      rulesVersion: 1n,
      slug: "memory",
      brand: "Memory",
      currency: "USD",
      timeZone: "UTC",
      locale: "en",
      duplicateRateMax: null,
      explorationRate: null,
      valuePerVerifiedMicros: null,
      plans: [],
      budgets: [],
      ...rules,
    },
    plansByKey: new Map(),
    plansById: new Map(),
    snapshot: market.snapshotOf(memoryTenant),
    market,
    measured: board,
  };
}

export function accountOf(slug: string): string {
  return `account of ${slug}`;
}

/** A new send to Indonesia's largest network. */
export function memoryWork(spec: PlanSpec, view: TenantView, now = memoryStart): SendWork {
  const send: Partial<SendRow> = {
    tenantId: memoryTenant,
    id: "send",
    planId: "plan",
    phoneIndex: Buffer.from("phone"),
    emailIndex: null,
    country: "ID",
    mcc: "510",
    mnc: "10",
    locale: "en",
    maxCostMicros: null,
    status: "QUEUED",
    verification: "PENDING",
    statusReason: null,
    failureClass: null,
    codeHmac: Buffer.from("code"),
    resendsLeft: 3,
    checksLeft: 5,
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
    resendAvailableAt: null,
    deliveredAt: null,
    expiresAt: new Date(now.getTime() + spec.code.ttlSec * 1000),
    createdAt: now,
  };
  const work = workOn(send as SendRow, [], spec, view, new Set());
  work.secrets = { phone: "+628123456789", email: null, code: "123456" };
  return work;
}

export type MemoryPorts = AdvancePorts & StartPorts;

/** What the steps need besides; `draw` = every draw. */
export function memoryPorts(draw: () => number, verdicts: string[] = []): MemoryPorts {
  return {
    desk: new MeasuredDesk(),
    metrics: { guardJudged: (verdict) => verdicts.push(verdict) },
    draw,
    decided: () => undefined,
    codeOf: () => "123456",
    keyring: {} as StartPorts["keyring"],
    processId: "process",
    receiptHorizonSec: () => 0,
    probeStarted: () => undefined,
  };
}

/** Moves a send on as a batch does, with room for every attempt; returns its wish. */
export function moveOn(work: SendWork, ports: MemoryPorts, now: Date, hasRoom = true): Wish | null {
  const wish = advanceSend(work, ports, now);
  const [plan] = wish?.plans ?? [];
  if (plan !== undefined && hasRoom) {
    startAttempt(work, plan, [], ports, now);
  } else if (plan !== undefined) {
    halt(work, "BUDGET", "BUDGET_EXHAUSTED");
  }
  advanceSend(work, ports, now);
  return wish;
}

/** Something becomes of an attempt, when its status may still rise to it. */
export function becomes(
  work: SendWork,
  attempt: AttemptRow,
  status: AttemptStatus,
  now: Date,
): void {
  if (attemptRises(attempt.status, status)) {
    attempt.status = status;
    attempt.submittedAt ??= now;
    attempt.reachedAt = status === "DELIVERED" || status === "READ" ? now : attempt.reachedAt;
    work.send.status = status === "DELIVERED" ? "DELIVERED" : "SENT";
  }
}

/** What the engine would do next. */
export function nextMove(work: SendWork, now: Date): ReturnType<typeof next> {
  return next(engineSendOf(work), now);
}
