import { uuidv7 } from "uuidv7";
import type { Channel } from "../core/otp/status.js";
import { type Alert, marketplaceTenantId, severityOf, vendorDownCause } from "../core/alert.js";
import {
  breakerAfter,
  breakerNews,
  type BreakerNews,
  closedBreaker,
  isProbeDue,
  startProbe,
} from "../core/route/breaker.js";
import type { BreakerBoard, BreakerRow, IndexedAccount } from "./market.js";
import type { BreakerChange, BreakerDecision, Clock, HealthStore, ResolvedCause } from "./ports.js";
import type { AttemptRow } from "./rows.js";
import type { SendWork } from "./send-work.js";

/** What following vendors' health needs from outside. */
export interface HealthPorts {
  readonly health: HealthStore;
  readonly board: BreakerBoard;
  readonly clock: Clock;
  /** True where an outage was measured, and its alert tells of it; left out: nowhere. */
  readonly isOutageKnown?: (accountId: string, channel: Channel, country: string | null) => boolean;
  /** Told of accounts whose routes or standing changed, after the commit. */
  readonly changed: (accountIds: readonly string[], alertTenants: readonly string[]) => void;
  readonly failed: (error: unknown, what: string) => void;
}

interface News {
  readonly news: Exclude<BreakerNews, null>;
  readonly wasProbe: boolean;
  readonly account: IndexedAccount;
  readonly attempt: AttemptRow;
}

/**
 * Feeds answers to the breakers, one route at a time and after the commit: a healthy route costs
 * nothing, and a crash in between forgets one failure.
 */
export class HealthRecorder {
  #queue: News[] = [];
  #isRunning = false;
  readonly #probes = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly ports: HealthPorts) {}

  /**
   * An attempt goes out as the probe of an open breaker:
   * nobody else probes until it is answered, or too late.
   */
  probeStarted(attempt: AttemptRow): void {
    const { board, changed, clock, failed, health } = this.ports;
    const { accountId, channel } = attempt;
    const now = clock.now();
    const route = { accountId, channel, country: attempt.country ?? "" };
    const state = board.get(accountId, channel, attempt.country);
    if (!isProbeDue(state, now)) {
      return;
    }
    board.set({ ...startProbe(state, now), ...route });
    this.#probes.add(attempt.id);
    const noted = health
      .changeBreakers([route], (rows) => ({
        alerts: [],
        resolved: [],
        changes: rows
          .filter((row) => isProbeDue(row, now))
          .map((row) => ({ ...startProbe(row, now), ...route, changedAt: now })),
      }))
      // Other processes hear of it before they send a probe of their own.
      .then(() => changed([accountId], []))
      .catch((error: unknown) => failed(error, "starting a probe"));
    this.#track(noted);
  }

  /** Takes one attempt whose outcome is known. */
  take(work: SendWork, attempt: AttemptRow): void {
    const account = work.view.market.accounts.get(attempt.accountId);
    const news = breakerNews(attempt.status, attempt.failureClass);
    if (account === undefined) {
      return;
    }
    if (attempt.failureClass === "ACCOUNT" && attempt.status === "REJECTED") {
      this.#track(this.#stopAccount(account));
    }
    const state = this.ports.board.get(attempt.accountId, attempt.channel, attempt.country);
    if (news === null || (news === "up" && state === closedBreaker)) {
      return;
    }
    this.#queue.push({ news, wasProbe: this.#probes.delete(attempt.id), account, attempt });
    if (!this.#isRunning) {
      this.#isRunning = true;
      this.#track(this.#drain());
    }
  }

  /** Resolves when all that was taken is stored. */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await this.#record(batch);
      } catch (error) {
        this.ports.failed(error, "recording vendor health");
      }
    }
    this.#isRunning = false;
  }

  async #record(batch: readonly News[]): Promise<void> {
    const { health, board, clock, isOutageKnown } = this.ports;
    const routes = new Map(batch.map((one) => [routeName(one), routeOf(one)]));
    let changes: readonly BreakerChange[] = [];
    let alertTenants: readonly string[] = [];
    await health.changeBreakers([...routes.values()], (rows) => {
      const decided = decideAll(batch, rows, clock.now(), isOutageKnown);
      changes = decided.changes;
      alertTenants = [...decided.alerts, ...decided.resolved].map((one) => one.tenantId);
      return decided;
    });
    for (const change of changes) {
      board.set(change);
    }
    if (changes.length > 0) {
      this.ports.changed(
        [...new Set(changes.map((change) => change.accountId))],
        [...new Set(alertTenants)],
      );
    }
  }

  async #stopAccount(account: IndexedAccount): Promise<void> {
    try {
      const stopped = await this.ports.health.stopAccounts([account.id], this.ports.clock.now());
      if (stopped.length > 0) {
        this.ports.changed(stopped, []);
      }
    } catch (error) {
      this.ports.failed(error, "stopping an account");
    }
  }
}

function decideAll(
  batch: readonly News[],
  rows: readonly BreakerRow[],
  now: Date,
  isOutageKnown: HealthPorts["isOutageKnown"],
): BreakerDecision {
  const known = new Map(rows.map((row) => [nameOf(row), row]));
  const changes = new Map<string, BreakerChange>();
  const alerts: Alert[] = [];
  const resolved: ResolvedCause[] = [];
  for (const one of batch) {
    const name = routeName(one);
    const before = changes.get(name) ?? known.get(name) ?? { ...closedBreaker, ...routeOf(one) };
    const after = breakerAfter(before, one.news, one.wasProbe, now);
    if (after !== before) {
      changes.set(name, { ...after, ...routeOf(one), changedAt: now });
    }
    const { accountId, channel, country } = one.attempt;
    const isToldAlready = isOutageKnown?.(accountId, channel, country) === true;
    if (before.openedAt === null && after.openedAt !== null && !isToldAlready) {
      alerts.push(downAlert(one, after.failures, after.openedAt, now));
    }
    if (before.openedAt !== null && after.openedAt === null) {
      resolved.push(outageOver(one, before.openedAt));
    }
  }
  return { changes: [...changes.values()], alerts, resolved };
}

function downAlert({ account, attempt }: News, failures: number, openedAt: Date, now: Date): Alert {
  const facts = {
    kind: "VENDOR_DOWN" as const,
    vendor: account.vendor.slug,
    channel: attempt.channel,
    country: attempt.country,
    failures,
  };
  return {
    tenantId: account.tenantId ?? marketplaceTenantId,
    id: uuidv7(),
    severity: severityOf(facts),
    cause: vendorDownCause(account.id, attempt.channel, attempt.country, openedAt),
    facts,
    vendorId: account.vendorId,
    planId: null,
    budgetId: null,
    raisedAt: now,
    endsAt: null,
  };
}

function outageOver({ account, attempt }: News, openedAt: Date): ResolvedCause {
  return {
    tenantId: account.tenantId ?? marketplaceTenantId,
    cause: vendorDownCause(account.id, attempt.channel, attempt.country, openedAt),
  };
}

function routeOf({ attempt }: News): Pick<BreakerRow, "accountId" | "channel" | "country"> {
  return {
    accountId: attempt.accountId,
    channel: attempt.channel,
    country: attempt.country ?? "",
  };
}

function routeName(news: News): string {
  return nameOf(routeOf(news));
}

function nameOf(route: Pick<BreakerRow, "accountId" | "channel" | "country">): string {
  return `${route.accountId} ${route.channel} ${route.country}`;
}
