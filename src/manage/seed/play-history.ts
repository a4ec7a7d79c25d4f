import { encodeAttemptReference } from "../../core/otp/attempt-reference.js";
import type { Channel } from "../../core/otp/status.js";
import type { SendOutcome, VendorReceipt } from "../../core/otp/vendor-message.js";
import { BudgetPeriods } from "../../flow/budget-periods.js";
import type { ChangePorts } from "../../flow/change-sends.js";
import type { Keyring } from "../../flow/keyring.js";
import type { MarketReader } from "../../flow/market.js";
import { MeasuredDesk } from "../../flow/measured-desk.js";
import type { FlowMetrics } from "../../flow/metrics.js";
import type { SendOtpRequest } from "../../flow/otp.js";
import { HealthRecorder } from "../../flow/record-health.js";
import { makeNewsDesk, type NewsDesk } from "../../flow/record-news.js";
import { resendOtp } from "../../flow/resend-otp.js";
import { isFinal } from "../../flow/save-works.js";
import { makeSendOtp } from "../../flow/send-otp.js";
import { secretsOf } from "../../flow/submit-attempt.js";
import { makeVerifyCode } from "../../flow/verify-code.js";
import { type WakePorts, wakeSends } from "../../flow/wake-sends.js";
import { RulesCache } from "../../flow/rules-cache.js";
import type { RulesReader } from "../../flow/rules.js";
import type { AttemptRow } from "../../flow/rows.js";
import type { SendWork } from "../../flow/send-work.js";
import type { MemoryStore } from "./memory-store.js";

/** Virtual time, as simulate keeps it. */
export interface VirtualTime {
  /** The moment of what runs, ms since 1970. */
  readonly nowMs: number;
  at(atMs: number, run: () => void | Promise<void>): void;
}

/** A request for a code, and what the person behind it will do; seconds count from the request. */
export interface Visit {
  readonly tenantId: string;
  readonly request: SendOtpRequest;
  readonly resendGapsSec: readonly number[];
  /** True when the first code that they type is wrong. */
  readonly mistypes: boolean;
  /** When a code that arrived is typed; null = never. */
  typesAtSec(arrivedAtSec: number, channel: Channel, resends: number): number | null;
}

/** A message that is handed to a vendor. */
export interface HistoryMessage {
  readonly vendorSlug: string;
  readonly channel: Channel;
  readonly to: string;
  readonly parts: number;
  /** In the vendor's currency. */
  readonly pricePerPartMicros: bigint;
  readonly currency: string;
  readonly validitySec: number;
  readonly at: Date;
}

/** What a vendor answers, and what follows; times count from the hand-over. */
export interface HistoryAnswer {
  readonly answeredAfterMs: number;
  readonly outcome: SendOutcome;
  /** When it reaches the handset; null = never. */
  readonly arrivesAfterMs: number | null;
  readonly receipts: readonly HistoryReceipt[];
}

export interface HistoryReceipt {
  readonly afterMs: number;
  /** True when it names our reference. */
  readonly echoesReference: boolean;
  readonly receipt: Omit<VendorReceipt, "at" | "reference">;
}

export interface PlayPorts {
  readonly store: MemoryStore;
  readonly reader: RulesReader & MarketReader;
  readonly keyring: Keyring;
  readonly time: VirtualTime;
  /** How long after a message's validity its vendor's receipts still come. */
  readonly receiptHorizonSec: number;
  /** Uniform in [0, 1). */
  draw(): number;
  submit(message: HistoryMessage): HistoryAnswer;
}

/** Stands for this process in leases that nobody will see. */
const processId = "00000000-0000-7000-8000-000000000000";
const handOverMs = 12;
/** More than are ever due at one moment. */
const wakesAtOnce = 100;
const mistypedPauseMs = 8_000;

const noMetrics: FlowMetrics = {
  sendStored: () => undefined,
  attemptAnswered: () => undefined,
  submitTook: () => undefined,
  decisionTook: () => undefined,
  delivered: () => undefined,
  callbackRefused: () => undefined,
  timerLate: () => undefined,
  batch: () => undefined,
  guardJudged: () => undefined,
};

/** A send on its way, and what this play knows of it. */
interface Track {
  readonly visit: Visit;
  readonly tenantId: string;
  readonly sendId: string;
  readonly startedMs: number;
  readonly code: string;
  resends: number;
  hasArrived: boolean;
  typesAtMs: number | null;
  /** What of this send is still entered in virtual time. */
  pending: number;
  wakeMs: number | null;
}

/**
 * Plays sends in virtual time by the walk's own steps: the same checks, decisions, holds, receipts,
 * timers and code checks as on the server, with vendors and people that are pretended. Everything
 * ends up in the store.
 */
export class HistoryPlayer {
  readonly #tracks = new Map<string, Track>();
  readonly #health: HealthRecorder;
  readonly #ports: WakePorts;
  readonly #sendOtp: ReturnType<typeof makeSendOtp>;
  readonly #news: NewsDesk;
  readonly #verify: ReturnType<typeof makeVerifyCode>;
  #visit: Visit | null = null;

  constructor(private readonly ports: PlayPorts) {
    const { store, keyring } = ports;
    const clock = { now: () => this.#now() };
    const failed = (error: unknown): never => {
      throw error;
    };
    const rules = new RulesCache(ports.reader, () => []);
    this.#health = new HealthRecorder({
      health: store,
      board: rules.breakers,
      clock,
      changed: () => undefined,
      failed,
    });
    const change: ChangePorts = {
      store,
      rules,
      periods: new BudgetPeriods(store),
      clock,
      keyring,
      processId,
      desk: new MeasuredDesk(),
      metrics: noMetrics,
      decided: () => undefined,
      draw: () => ports.draw(),
      codeOf: (work) => secretsOf(keyring, work).code ?? "0".repeat(work.spec.code.length),
      receiptHorizonSec: () => ports.receiptHorizonSec,
      probeStarted: (attempt) => this.#health.probeStarted(attempt),
      committed: (works) => works.forEach((work) => this.#committed(work)),
    };
    const batched = {
      ...change,
      batchSizes: { batchMax: 1, queueMax: 10 },
      observeBatch: () => undefined,
      mintClientToken: () => "",
    };
    this.#ports = {
      ...change,
      metrics: noMetrics,
      isIdempotentByReference: () => false,
      failed,
    };
    this.#sendOtp = makeSendOtp(batched);
    this.#news = makeNewsDesk({
      ...batched,
      answered: (work, attempt) => this.#health.take(work, attempt),
      failed,
    });
    this.#verify = makeVerifyCode(batched);
  }

  /** Somebody asks for a code now; a request that the server would not take leaves nothing. */
  async visit(visit: Visit): Promise<void> {
    this.#visit = visit;
    await this.#sendOtp(visit.tenantId, visit.request);
    this.#visit = null;
  }

  #now(): Date {
    return new Date(this.ports.time.nowMs);
  }

  #committed(work: SendWork): void {
    const track = work.isNew ? this.#begin(work) : this.#tracks.get(work.send.id);
    if (track === undefined) {
      return;
    }
    for (const attempt of work.toSubmit) {
      this.#enter(track, this.ports.time.nowMs + handOverMs, () => this.#submit(track, attempt.id));
    }
    const wakeMs = work.send.wakeAt?.getTime() ?? null;
    if (wakeMs !== null && wakeMs !== track.wakeMs) {
      this.#enter(track, wakeMs, () => this.#wake(track));
    }
    track.wakeMs = wakeMs;
    if (track.pending === 0) {
      this.#endIfOver(track);
    }
  }

  #begin({ send, secrets }: SendWork): Track | undefined {
    const visit = this.#visit;
    if (visit === null) {
      return undefined;
    }
    const track: Track = {
      visit,
      tenantId: send.tenantId,
      sendId: send.id,
      startedMs: this.ports.time.nowMs,
      code: secrets?.code ?? "",
      resends: 0,
      hasArrived: false,
      typesAtMs: null,
      pending: 0,
      wakeMs: null,
    };
    this.#tracks.set(send.id, track);
    const [gapSec] = visit.resendGapsSec;
    if (gapSec !== undefined && send.status !== "BLOCKED") {
      this.#enter(track, track.startedMs + gapSec * 1000, () => this.#askAgain(track));
    }
    return track;
  }

  /** Enters what is to happen to a send, and lets it go when that was the last. */
  #enter(track: Track, atMs: number, run: () => Promise<void>): void {
    track.pending += 1;
    this.ports.time.at(atMs, async () => {
      await run();
      track.pending -= 1;
      this.#endIfOver(track);
    });
  }

  #endIfOver(track: Track): void {
    const send = this.ports.store.send(track.sendId);
    if (track.pending === 0 && send !== undefined && send.wakeAt === null && isFinal(send)) {
      this.ports.store.release(track.sendId);
      this.#tracks.delete(track.sendId);
    }
  }

  async #wake(track: Track): Promise<void> {
    if (this.ports.time.nowMs === track.wakeMs) {
      await wakeSends(this.#ports, wakesAtOnce);
    }
  }

  async #submit(track: Track, attemptId: string): Promise<void> {
    const { store, time } = this.ports;
    const key = { tenantId: track.tenantId, id: attemptId };
    const attempt = store.attempt(attemptId);
    const [marked] = await store.markSubmitting([key], processId, new Date(time.nowMs + 60_000));
    if (marked === undefined || attempt === undefined) {
      return;
    }
    const startedAt = this.#now();
    const market = await this.#ports.rules.market();
    const answer = this.ports.submit({
      vendorSlug: market.vendors.get(attempt.vendorId)?.slug ?? "",
      channel: attempt.channel,
      to: this.#recipientOf(track, attempt),
      parts: attempt.parts,
      pricePerPartMicros: attempt.priceMicros,
      currency: attempt.priceCurrency,
      validitySec: this.#validitySec(track),
      at: startedAt,
    });
    this.#enter(track, time.nowMs + answer.answeredAfterMs, () =>
      this.#answered(track, attempt, answer.outcome, startedAt),
    );
    const { arrivesAfterMs } = answer;
    if (arrivesAfterMs !== null) {
      this.#enter(track, time.nowMs + arrivesAfterMs, () => this.#arrived(track, attempt.channel));
    }
    for (const { afterMs, echoesReference, receipt } of answer.receipts) {
      const atMs = time.nowMs + Math.max(afterMs, answer.answeredAfterMs);
      // A message whose vendor did not answer is known by our reference alone.
      const isByReference = echoesReference && answer.outcome.kind === "unknown";
      const reference = isByReference ? this.#referenceOf(attempt) : null;
      this.#enter(track, atMs, () => this.#reported(attempt, { ...receipt, reference }));
    }
  }

  #recipientOf(track: Track, attempt: AttemptRow): string {
    const { phone, email } = track.visit.request;
    return (attempt.channel === "EMAIL" ? email : phone) ?? "";
  }

  #validitySec(track: Track): number {
    const expiresMs = this.ports.store.send(track.sendId)?.expiresAt.getTime() ?? 0;
    return Math.max(1, Math.ceil((expiresMs - this.ports.time.nowMs) / 1000));
  }

  #referenceOf(attempt: AttemptRow): string {
    const name = { tenantId: attempt.tenantId, attemptId: attempt.id };
    return encodeAttemptReference(name, this.ports.keyring.referenceKey);
  }

  async #answered(
    track: Track,
    attempt: AttemptRow,
    outcome: SendOutcome,
    startedAt: Date,
  ): Promise<void> {
    const { tenantId, sendId } = track;
    await this.#news.answered({
      attempt: { tenantId, id: attempt.id },
      sendId,
      accountId: attempt.accountId,
      outcome,
      startedAt,
    });
    await this.#health.drained();
  }

  async #reported(attempt: AttemptRow, receipt: Omit<VendorReceipt, "at">): Promise<void> {
    const now = this.#now();
    await this.#news.received({
      accountId: attempt.accountId,
      sealedBody: Buffer.alloc(0),
      receipts: [{ ...receipt, at: now }],
      receivedAt: now,
    });
  }

  async #arrived(track: Track, channel: Channel): Promise<void> {
    const { time } = this.ports;
    track.hasArrived = true;
    const arrivedSec = (time.nowMs - track.startedMs) / 1000;
    const typesAtSec = track.visit.typesAtSec(arrivedSec, channel, track.resends);
    if (typesAtSec === null || track.typesAtMs !== null) {
      return;
    }
    const firstMs = track.startedMs + typesAtSec * 1000;
    track.typesAtMs = firstMs + (track.visit.mistypes ? mistypedPauseMs : 0);
    if (track.visit.mistypes) {
      this.#enter(track, firstMs, () => this.#type(track, wrongOf(track.code)));
    }
    this.#enter(track, track.typesAtMs, () => this.#type(track, track.code));
  }

  async #type(track: Track, code: string): Promise<void> {
    await this.#verify(track.tenantId, track.sendId, code);
  }

  async #askAgain(track: Track): Promise<void> {
    const { tenantId, sendId } = track;
    if (track.hasArrived) {
      return;
    }
    track.resends += 1;
    const idempotencyKey = `${sendId} ${track.resends}`;
    const request = { sendId, idempotencyKey, channel: null };
    await this.ports.store.carefully(() => resendOtp(this.#ports, tenantId, request));
    const gapSec = track.visit.resendGapsSec[track.resends];
    if (gapSec !== undefined) {
      this.#enter(track, this.ports.time.nowMs + gapSec * 1000, () => this.#askAgain(track));
    }
  }
}

/** Another code of the same length. */
function wrongOf(code: string): string {
  const last = Number(code.at(-1) ?? 0);
  return `${code.slice(0, -1)}${(last + 1) % 10}`;
}
