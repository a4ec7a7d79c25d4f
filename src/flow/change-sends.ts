import { emit, type SendWork, workOn } from "./send-work.js";
import { advanceSend, type AdvancePorts, halt, type Wish } from "./advance-send.js";
import { Outdated } from "../core/outdated.js";
import type { BudgetPeriods, RunningBudget } from "./budget-periods.js";
import { atSecOf } from "./measured-board.js";
import type { Clock, HotStore, Key, LockedSend, Tx } from "./ports.js";
import { reserveBudget } from "./reserve-budget.js";
import type { RulesVersions } from "./rules.js";
import type { RulesCache, TenantView } from "./rules-cache.js";
import { saveWorks } from "./save-works.js";
import { startAttempt, type StartPorts } from "./start-attempt.js";

/** What every step needs that changes sends. */
export interface ChangePorts extends StartPorts, AdvancePorts {
  readonly store: HotStore;
  readonly rules: RulesCache;
  readonly periods: BudgetPeriods;
  readonly clock: Clock;
  /** Told after each commit: hands attempts over, wakes readers. Must not throw. */
  committed(works: readonly SendWork[]): void;
}

/**
 * Thrown by finishWorks when a resend came to nothing: the transaction is rolled back, so that the
 * send goes on as if nobody had asked. `work` says why.
 */
export class ResendRefused extends Error {
  constructor(readonly work: SendWork) {
    super("a resend came to nothing");
  }
}

/** What one batch looks at: views and running budgets of its tenants, at one moment. */
export interface BatchFacts {
  readonly now: Date;
  readonly views: ReadonlyMap<string, TenantView>;
  /** Of the views, and of the market that they show. */
  readonly versions: RulesVersions;
  readonly running: ReadonlyMap<string, readonly RunningBudget[]>;
}

// Whoever sets limits in a loop makes every other try of a batch stale: 3 were too few in 1 of 240.
const triesMax = 20;

/**
 * Runs `work` with what its tenants' sends obey. It begins with what is in memory and makes sure
 * of it, with tx.confirmRules, together with its first look at the database; when something was
 * changed, or a budget has less room than was believed, nothing is stored, and it runs again with
 * the rules as they are now and the budgets' rows locked; at most 20 times.
 */
export async function withFacts<T>(
  ports: ChangePorts,
  tenantIds: readonly string[],
  work: (facts: BatchFacts) => Promise<T>,
): Promise<T> {
  const ids = [...new Set(tenantIds)];
  let facts = knownFacts(ports, ids) ?? (await readFacts(ports, ids));
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(facts);
    } catch (error) {
      if (!(error instanceof Outdated) || tries === triesMax) {
        throw error;
      }
      if (error.what === "BUDGET") {
        ports.periods.doubt(facts.running.values());
      }
      facts = await readFacts(ports, ids);
    }
  }
}

function knownFacts(ports: ChangePorts, tenantIds: readonly string[]): BatchFacts | null {
  const now = ports.clock.now();
  const views = ports.rules.known(tenantIds);
  const running = views === null ? null : ports.periods.known(views.values(), now);
  return views === null || running === null
    ? null
    : { now, views, versions: versionsOf(ports.rules, views), running };
}

/** Reads what a batch obeys; at most three round trips, one while nothing changes. */
async function readFacts(ports: ChangePorts, tenantIds: readonly string[]): Promise<BatchFacts> {
  const now = ports.clock.now();
  const views = await ports.rules.current(tenantIds);
  const running = await ports.periods.running([...views.values()], now);
  return { now, views, versions: versionsOf(ports.rules, views), running };
}

/** All views show one market; where there is none, it is the one that is known. */
function versionsOf(rules: RulesCache, views: ReadonlyMap<string, TenantView>): RulesVersions {
  const [first] = views.values();
  const market = first?.market ?? rules.knownMarket;
  if (market === null) {
    throw new Error("the market is not known yet");
  }
  return {
    market: market.version,
    tenants: new Map([...views].map(([id, view]) => [id, view.rules.rulesVersion])),
  };
}

/** How sends are changed, where it is not the usual way. */
export interface ChangeOptions {
  /** "due" leaves out sends that are not due any more or that somebody else holds. */
  readonly lock?: "wait" | "due";
  /**
   * Statements that go out with the locks, behind them; run anew whenever the transaction is. What
   * it waits for is there before `change` is asked.
   */
  readonly beside?: (tx: Tx) => Promise<unknown>;
}

/**
 * Locks sends, lets `change` record what happened to them, moves them on, and writes it all in one
 * transaction. Returns the works in lock order; a send that does not exist has none.
 */
export async function changeSends(
  ports: ChangePorts,
  keys: readonly Key[],
  change: (works: readonly SendWork[], facts: BatchFacts, tx: Tx) => void | Promise<void>,
  { lock = "wait", beside }: ChangeOptions = {},
): Promise<readonly SendWork[]> {
  const distinct = [...new Map(keys.map((key) => [`${key.tenantId} ${key.id}`, key])).values()];
  const tenantIds = distinct.map((key) => key.tenantId);
  const works = await withFacts(ports, tenantIds, (facts) =>
    ports.store.transaction(async (tx) => {
      const locking =
        lock === "due" ? tx.lockDueSends(distinct, facts.now) : tx.lockSends(distinct);
      tx.confirmRules(facts.versions);
      const [locked] = await Promise.all([locking, beside?.(tx)]);
      const opened = await openWorks(ports, tx, locked, facts);
      await change(opened, facts, tx);
      await finishWorks(ports, tx, opened, facts);
      return opened;
    }),
  );
  ports.committed(works);
  return works;
}

/** Opens locked sends for change. */
export async function openWorks(
  ports: Pick<ChangePorts, "rules">,
  tx: Tx,
  locked: readonly LockedSend[],
  facts: Pick<BatchFacts, "views">,
): Promise<readonly SendWork[]> {
  const specs = await ports.rules.specs(
    locked.map(({ send }) => ({ tenantId: send.tenantId, id: send.revisionId })),
    (keys) => tx.loadRevisions(keys),
  );
  return locked.map(({ send, attempts }) => {
    const spec = specs.get(send.revisionId);
    const view = facts.views.get(send.tenantId);
    if (spec === undefined || view === undefined) {
      throw new Error(`the plan revision or the tenant of send ${send.id} is gone`);
    }
    return workOn(send, attempts, spec, view);
  });
}

/**
 * Moves changed sends on: the engine's next move, budget and hold of every attempt that follows,
 * and the writing. Has to be the transaction's end.
 */
export async function finishWorks(
  ports: ChangePorts,
  tx: Tx,
  works: readonly SendWork[],
  facts: BatchFacts,
): Promise<void> {
  const { now, running } = facts;
  const wishes = works.flatMap((work): Wish[] => {
    const wish = advanceSend(work, ports, now);
    return wish === null ? [] : [wish];
  });
  const reservation = await reserveBudget(tx, works, wishes, running, now);
  for (const period of reservation.seen) {
    ports.desk.pacing.seen(period, atSecOf(now));
  }
  wishes.forEach((wish, index) => {
    const plan = reservation.taken[index] ?? null;
    if (plan === null) {
      refuse(wish.work, now);
    } else {
      startAttempt(wish.work, plan, reservation.periodsOf(wish), ports, now);
    }
    const again = advanceSend(wish.work, ports, now);
    if (again !== null) {
      throw new Error(`send ${wish.work.send.id} wants two attempts at once`);
    }
  });
  for (const work of works) {
    if (work.isResend && work.newAttempts.length === 0) {
      throw new ResendRefused(work);
    }
  }
  await saveWorks(tx, works, reservation.limits, now, (uses) => ports.periods.saw(uses));
}

function refuse(work: SendWork, now: Date): void {
  halt(work, "BUDGET", "BUDGET_EXHAUSTED");
  if (work.attempts.length > 0) {
    emit(work, "BUDGET_REFUSED_ATTEMPT", now, null, { budget: work.refusedBy ?? "SEND" });
  }
}
