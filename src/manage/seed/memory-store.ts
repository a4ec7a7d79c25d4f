import assert from "node:assert/strict";
import type { Alert } from "../../core/alert.js";
import { idempotencyName } from "../../core/otp/idempotency-name.js";
import { Outdated } from "../../core/outdated.js";
import { closedBreaker } from "../../core/route/breaker.js";
import type { BreakerRow } from "../../flow/market.js";
import { messageName } from "../../flow/message-name.js";
import type {
  BreakerDecision,
  DueSend,
  HealthStore,
  HotStore,
  Key,
  LockedSend,
  MessageId,
  MessageRoute,
  PeriodChange,
  PeriodUse,
  RecipientKey,
  Tx,
} from "../../flow/ports.js";
import type { AttemptRow, BudgetPeriodRow, DecidedAttempt, SendRow } from "../../flow/rows.js";
import type { HistoryEnd, ResolvedAlert, RowCollector } from "./history-rows.js";

interface LiveSend {
  send: SendRow;
  readonly attempts: DecidedAttempt[];
}

/**
 * The hot store of virtual time: holds the sends that something may still happen to, and gives the
 * rest to the collector. One step at a time uses it, so that nothing has to be locked. Steps change
 * the rows themselves; a step that may fail asks for copies first.
 */
export class MemoryStore implements HotStore, HealthStore {
  readonly #live = new Map<string, LiveSend>();
  readonly #sendOfAttempt = new Map<string, string>();
  readonly #routes = new Map<string, MessageRoute>();
  readonly #periods = new Map<string, BudgetPeriodRow>();
  readonly #breakers = new Map<string, BreakerRow>();
  readonly #alerts = new Map<string, Alert>();
  readonly #resolved: ResolvedAlert[] = [];
  readonly #tx: Tx;
  #givesCopies = false;

  readonly #periodIds: ReadonlyMap<string, string>;

  /** @param periods of budgets that are stored: they keep their ids, and are added to */
  constructor(
    private readonly collector: RowCollector,
    periods: readonly BudgetPeriodRow[],
  ) {
    this.#tx = this.#makeTx();
    this.#periodIds = new Map(periods.map((period) => [periodName(period), period.id]));
  }

  /** A send that is still held; undefined once it was released. */
  send(id: string): SendRow | undefined {
    return this.#live.get(id)?.send;
  }

  attempt(id: string): DecidedAttempt | undefined {
    const live = this.#live.get(this.#sendOfAttempt.get(id) ?? "");
    return live?.attempts.find((one) => one.id === id);
  }

  /** Runs a step that changes nothing when it fails. */
  async carefully<T>(step: () => Promise<T>): Promise<T> {
    this.#givesCopies = true;
    try {
      return await step();
    } finally {
      this.#givesCopies = false;
    }
  }

  /** Gives a send to the collector; nothing may happen to it any more. */
  release(id: string): void {
    const live = this.#live.get(id);
    if (live === undefined) {
      return;
    }
    this.collector.finish(live.send, live.attempts);
    this.#live.delete(id);
    for (const attempt of live.attempts) {
      this.#sendOfAttempt.delete(attempt.id);
      for (const vendorMessageId of attempt.vendorMessageIds) {
        this.#routes.delete(messageName({ accountId: attempt.accountId, vendorMessageId }));
      }
    }
  }

  /** Releases every send, whatever was still to come, and tells what adds up over all of them. */
  end(): HistoryEnd {
    for (const id of [...this.#live.keys()]) {
      this.release(id);
    }
    return {
      events: this.collector.events,
      periods: [...this.#periods.values()],
      alerts: [...this.#alerts.values()],
      resolved: this.#resolved,
    };
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work(this.#tx);
  }

  async findDueSends(now: Date, limit: number): Promise<readonly DueSend[]> {
    return [...this.#live.values()]
      .flatMap(({ send: { tenantId, id, wakeAt } }) =>
        wakeAt !== null && wakeAt <= now ? [{ tenantId, id, wakeAt }] : [],
      )
      .slice(0, limit);
  }

  async findNextWake(): Promise<Date | null> {
    const wakes = [...this.#live.values()].flatMap(({ send }) => send.wakeAt?.getTime() ?? []);
    return wakes.length === 0 ? null : new Date(Math.min(...wakes));
  }

  /** Every key is new: nobody repeats a request here. */
  async readIdempotency(): Promise<readonly never[]> {
    return [];
  }

  async readSends(keys: readonly Key[]): Promise<readonly SendRow[]> {
    return keys.flatMap(({ id }) => this.#live.get(id)?.send ?? []);
  }

  async markSubmitting(
    keys: readonly Key[],
    owner: string,
    leaseUntil: Date,
  ): Promise<readonly Key[]> {
    return keys.filter(({ id }) => {
      const attempt = this.attempt(id);
      const send = this.send(attempt?.sendId ?? "");
      if (attempt?.status !== "PLANNED" || attempt.leaseOwner !== owner || send === undefined) {
        return false;
      }
      attempt.status = "SUBMITTING";
      attempt.leaseUntil = leaseUntil;
      send.status = send.status === "QUEUED" ? "SENDING" : send.status;
      return true;
    });
  }

  async renewLeases(): Promise<void> {}

  async readBudgetPeriods(budgets: readonly Key[]): Promise<readonly BudgetPeriodRow[]> {
    const wanted = new Set(budgets.map(({ id }) => id));
    const latest = new Map<string, BudgetPeriodRow>();
    // Periods are inserted in the order of time.
    for (const period of this.#periods.values()) {
      if (wanted.has(period.budgetId)) {
        latest.set(period.budgetId, period);
      }
    }
    return [...latest.values()];
  }

  async insertBudgetPeriods(rows: readonly BudgetPeriodRow[]): Promise<void> {
    for (const row of rows) {
      const id = this.#periodIds.get(periodName(row)) ?? row.id;
      this.#periods.set(id, { ...row, id, spentMicros: 0n, heldMicros: 0n });
    }
  }

  async findMessageRoutes(ids: readonly MessageId[]): Promise<readonly MessageRoute[]> {
    return ids.flatMap((id) => this.#routes.get(messageName(id)) ?? []);
  }

  async findMatchableInbox(): Promise<readonly never[]> {
    return [];
  }

  async postponeSends(): Promise<void> {}

  async findSendsOfAttempts(
    attempts: readonly Key[],
  ): Promise<readonly { attemptId: string; sendId: string }[]> {
    return attempts.flatMap(({ id }) => {
      const sendId = this.#sendOfAttempt.get(id);
      return sendId === undefined ? [] : [{ attemptId: id, sendId }];
    });
  }

  async takeSlots(_account: string, _count: number, _perSecond: number, now: Date): Promise<Date> {
    return now;
  }

  async putOffSlots(): Promise<void> {}

  async changeBreakers(
    routes: readonly Pick<BreakerRow, "accountId" | "channel" | "country">[],
    decide: (rows: readonly BreakerRow[]) => BreakerDecision,
  ): Promise<void> {
    const name = (route: (typeof routes)[number]): string =>
      `${route.accountId} ${route.channel} ${route.country}`;
    const { changes, alerts, resolved } = decide(
      routes.map((route) => this.#breakers.get(name(route)) ?? { ...closedBreaker, ...route }),
    );
    for (const change of changes) {
      this.#breakers.set(name(change), change);
    }
    this.#raise(alerts);
    const [first] = changes;
    if (first !== undefined) {
      this.#resolved.push(...resolved.map((one) => ({ ...one, at: first.changedAt })));
    }
  }

  async stopAccounts(): Promise<readonly string[]> {
    return [];
  }

  async restartAccount(): Promise<boolean> {
    return false;
  }

  #raise(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      const name = `${alert.tenantId} ${alert.cause}`;
      if (!this.#alerts.has(name)) {
        this.#alerts.set(name, alert);
      }
    }
  }

  #makeTx(): Tx {
    const { collector } = this;
    return {
      insertIdempotency: async (rows) => new Set(rows.map(idempotencyName)),
      lockSends: async (keys) => this.#lock(keys),
      lockDueSends: async (keys) => this.#lock(keys),
      loadRevisions: async () => new Map(),
      lockRecipients: async () => undefined,
      findOpenSends: async (recipients, since) => this.#openSends(recipients, since),
      presumeNew: (_keys, recipients, since) => {
        if (this.#openSends(recipients, since).length > 0) {
          throw new Outdated("NEW");
        }
      },
      insertSends: async (rows) => this.#insertSends(rows),
      updateSends: async (rows) => rows.forEach((row) => this.#updateSend(row)),
      insertAttempts: async (rows) => rows.forEach((row) => this.#insertAttempt(row)),
      updateAttempts: async (rows) => rows.forEach((row) => this.#updateAttempt(row)),
      insertReceipts: async (rows) => collector.addReceipts(rows),
      insertMessageRoutes: async (rows) => this.#insertRoutes(rows),
      insertLedgerEntries: async (rows) => collector.addEntries(rows),
      lockBudgetPeriods: async (keys) => keys.flatMap(({ id }) => this.#periods.get(id) ?? []),
      changeBudgetPeriods: async (changes) => changes.map((change) => this.#changePeriod(change)),
      insertAlerts: async (alerts) => {
        this.#raise(alerts);
        return alerts;
      },
      // The demo's past is not guarded.
      insertGuardDecisions: async () => undefined,
      // There was nothing on the wire.
      insertRawCallbacks: async () => undefined,
      // A receipt that matches nothing would be dropped after 72 hours.
      insertInbox: async () => undefined,
      takeInbox: async () => [],
      findWaitingInbox: async () => [],
      countRecipientChecks: async () => new Map(),
      appendEvents: async (events) => collector.addEvents(events),
      // Nobody changes rules while the past is played.
      confirmRules: () => undefined,
      commit: async () => undefined,
    };
  }

  #lock(keys: readonly Key[]): readonly LockedSend[] {
    return keys.flatMap(({ id }) => {
      const live = this.#live.get(id);
      if (live === undefined) {
        return [];
      }
      return this.#givesCopies
        ? [{ send: { ...live.send }, attempts: live.attempts.map((one) => ({ ...one })) }]
        : [live];
    });
  }

  #openSends(recipients: readonly RecipientKey[], since: Date): readonly Key[] {
    const same = (one: Buffer | null, other: Buffer | null): boolean =>
      one !== null && other !== null && one.equals(other);
    return [...this.#live.values()].flatMap(({ send }) => {
      const isOpen = send.verification === "PENDING" && send.createdAt >= since;
      const isTheirs = recipients.some(
        (to) =>
          to.tenantId === send.tenantId &&
          to.purpose === send.purpose &&
          (same(to.phoneIndex, send.phoneIndex) || same(to.emailIndex, send.emailIndex)),
      );
      return isOpen && isTheirs ? [{ tenantId: send.tenantId, id: send.id }] : [];
    });
  }

  #insertSends(rows: readonly SendRow[]): void {
    for (const row of rows) {
      this.collector.name(row.id, row.createdAt);
      this.#live.set(row.id, { send: row, attempts: [] });
    }
  }

  #updateSend(row: SendRow): void {
    const live = this.#live.get(row.id);
    if (live !== undefined) {
      live.send = row;
    }
  }

  #insertAttempt(row: DecidedAttempt): void {
    this.collector.name(row.id, row.createdAt);
    this.#live.get(row.sendId)?.attempts.push(row);
    this.#sendOfAttempt.set(row.id, row.sendId);
  }

  #updateAttempt(row: AttemptRow): void {
    const attempts = this.#live.get(row.sendId)?.attempts ?? [];
    const index = attempts.findIndex((one) => one.id === row.id);
    const known = attempts[index];
    if (known !== undefined) {
      attempts[index] = { ...row, decision: known.decision };
    }
  }

  #insertRoutes(rows: readonly MessageRoute[]): void {
    for (const row of rows) {
      this.#routes.set(messageName(row), row);
    }
    this.collector.addRoutes(rows);
  }

  #changePeriod(change: PeriodChange): PeriodUse {
    const row = this.#periods.get(change.id);
    assert(row !== undefined, "a budget period that was locked is there");
    const spentMicros = row.spentMicros + change.spentMicros;
    const heldMicros = row.heldMicros + change.heldMicros;
    const fits = change.limitMicros === null || spentMicros + heldMicros <= change.limitMicros;
    assert(fits, "a budget period takes what was admitted to it");
    this.#periods.set(row.id, { ...row, spentMicros, heldMicros });
    return { id: row.id, spentMicros, heldMicros };
  }
}

function periodName({ budgetId, startsAt }: BudgetPeriodRow): string {
  return `${budgetId} ${startsAt.getTime()}`;
}
