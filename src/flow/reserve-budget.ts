import { uuidv7 } from "uuidv7";
import { type AlertFacts, budgetCause, severityOf } from "../core/alert.js";
import { admit, type HoldRequest, type PeriodState } from "../core/ledger/admit.js";
import { type BudgetUse, quietUseMax, thresholdsCrossed } from "../core/ledger/alerts.js";
import { type Budget, covers } from "../core/ledger/budget.js";
import type { RunningBudget } from "./budget-periods.js";
import type { Wish } from "./advance-send.js";
import type { AttemptPlan } from "./attempt-plan.js";
import type { SeenPeriod } from "./pacing-board.js";
import type { PeriodChange, Tx } from "./ports.js";
import type { BudgetPeriodRow } from "./rows.js";
import type { SendWork } from "./send-work.js";
import type { TenantView } from "./rules-cache.js";

/**
 * The money side of one batch: which periods its wishes fall under,
 * and what it does to them in all.
 */
export interface Reservation {
  /** Way to take per wish; null = the budget refused. In the order of the wishes. */
  readonly taken: readonly (AttemptPlan | null)[];
  /** Periods per wish, to be kept with its attempt. */
  readonly periodsOf: (wish: Wish) => readonly string[];
  /** Limits that guard this batch's holds, by period id. */
  readonly limits: ReadonlyMap<string, bigint>;
  /** What the locked periods come to with this batch. */
  readonly seen: readonly SeenPeriod[];
}

/** A period that a batch may change: as its locked row says it, or as it was seen last. */
interface KnownPeriod {
  readonly endsAt: Date | null;
  /** Before this batch. */
  readonly before: BudgetUse;
  readonly state: PeriodState;
  readonly budget: Budget;
  readonly view: TenantView;
}

/**
 * Admits the wishes of a batch in arrival order against every budget that they fall under. What the
 * batch releases and charges counts first. Alerts of thresholds and refusals go to the works.
 *
 * Budgets are locked by every send that falls under them, so they are held as short as can be: a
 * batch that by what was seen last stays clear of all limits and thresholds locks nothing before
 * it writes. Its guards are then the use up to which there is nothing to decide, and the write that
 * takes the money fails where the row says otherwise (Outdated). Everything else is decided
 * from rows that are locked; cost: one round trip.
 */
export async function reserveBudget(
  tx: Tx,
  works: readonly SendWork[],
  wishes: readonly Wish[],
  running: ReadonlyMap<string, readonly RunningBudget[]>,
  now: Date,
): Promise<Reservation> {
  const budgetsOf = new Map<Wish, readonly RunningBudget[]>(
    wishes.map((wish) => [wish, coveringBudgets(wish.work, running)]),
  );
  const periodsOf = (wish: Wish): readonly string[] =>
    (budgetsOf.get(wish) ?? []).map((one) => one.periodId);
  const clear = stayClear(works, wishes, budgetsOf);
  if (clear !== null) {
    return { ...clear, periodsOf };
  }
  const locked = await lockPeriods(tx, works, budgetsOf);
  const admission = admit(
    statesOf(locked),
    wishes.map((wish) => requestOf(wish, periodsOf(wish))),
  );
  const taken = admission.results.map((result, index) => {
    const wish = wishes[index] as Wish;
    if (result.kind === "refused") {
      const period = locked.get(result.periodKey);
      if (period !== undefined) {
        wish.work.refusedBy = `${period.budget.scope} ${period.budget.period}`;
        alertExhausted(wish.work, period, admission.holds, now);
      }
      return null;
    }
    return wish.plans[result.option] ?? null;
  });
  alertThresholds(works, wishes, periodsOf, locked, admission.holds, now);
  return {
    taken,
    periodsOf,
    limits: guardsOf(locked, admission.holds),
    seen: seenOf(locked, admission.holds),
  };
}

/**
 * What a batch comes to that changes no period but by its holds and that, by what was seen last of
 * each, brings none to its limit or a threshold; null = it has to look.
 */
function stayClear(
  works: readonly SendWork[],
  wishes: readonly Wish[],
  budgetsOf: ReadonlyMap<Wish, readonly RunningBudget[]>,
): Omit<Reservation, "periodsOf"> | null {
  if (works.some((work) => work.periodDeltas.size > 0)) {
    return null;
  }
  const periods = new Map<string, KnownPeriod>();
  const guards = new Map<string, bigint>();
  for (const [{ work }, budgets] of budgetsOf) {
    for (const { budget, periodId, endsAt, lastUse } of budgets) {
      const { limitMicros, alertAt } = budget;
      const most = lastUse === null ? null : quietUseMax(limitMicros, alertAt, lastUse);
      if (lastUse === null || most === null) {
        return null;
      }
      const { onExhausted } = budget;
      const state = { key: periodId, limitMicros, onExhausted, ...lastUse };
      periods.set(periodId, { endsAt, before: lastUse, state, budget, view: work.view });
      guards.set(periodId, most);
    }
  }
  const requests = wishes.map((wish) =>
    requestOf(
      wish,
      (budgetsOf.get(wish) ?? []).map((one) => one.periodId),
    ),
  );
  const { results, holds } = admit(statesOf(periods), requests);
  const isClear =
    results.every((result) => result.kind === "admitted" && result.option === 0) &&
    [...periods].every(([id, period]) => usedOf(period, holds) <= (guards.get(id) ?? 0n));
  return isClear
    ? {
        taken: wishes.map((wish) => wish.plans[0] ?? null),
        limits: guards,
        seen: seenOf(periods, holds),
      }
    : null;
}

function statesOf(periods: ReadonlyMap<string, KnownPeriod>): ReadonlyMap<string, PeriodState> {
  return new Map([...periods].map(([key, { state }]) => [key, state]));
}

function requestOf(wish: Wish, periodKeys: readonly string[]): HoldRequest {
  return {
    options: wish.plans.map(({ priceMicros }) => ({ amountMicros: priceMicros, periodKeys })),
  };
}

function seenOf(
  periods: ReadonlyMap<string, KnownPeriod>,
  holds: ReadonlyMap<string, bigint>,
): readonly SeenPeriod[] {
  return [...periods.values()].map((period) => ({
    budget: period.budget,
    usedMicros: usedOf(period, holds),
    endsAt: period.endsAt,
  }));
}

function coveringBudgets(
  { send }: SendWork,
  running: ReadonlyMap<string, readonly RunningBudget[]>,
): readonly RunningBudget[] {
  const budgets = running.get(send.tenantId) ?? [];
  return budgets.filter(({ budget }) => covers(budget, send.planId, send.country));
}

async function lockPeriods(
  tx: Tx,
  works: readonly SendWork[],
  budgetsOf: ReadonlyMap<Wish, readonly RunningBudget[]>,
): Promise<ReadonlyMap<string, KnownPeriod>> {
  const wanted = new Map<string, { budget: Budget; view: TenantView; tenantId: string }>();
  for (const [wish, budgets] of budgetsOf) {
    for (const { budget, periodId } of budgets) {
      const { view, send } = wish.work;
      wanted.set(periodId, { budget, view, tenantId: send.tenantId });
    }
  }
  const deltas = sumDeltas(works);
  const grown = grownPeriods(works, deltas);
  if (wanted.size === 0 && grown.size === 0) {
    return new Map();
  }
  // The periods that this batch settles are locked with the others, so that the order of locks is
  // one.
  const keys = new Map([...wanted].map(([id, { tenantId }]) => [id, { tenantId, id }]));
  for (const work of works) {
    for (const id of work.periodDeltas.keys()) {
      keys.set(id, { tenantId: work.send.tenantId, id });
    }
  }
  const locked = new Map<string, KnownPeriod>();
  for (const row of await tx.lockBudgetPeriods([...keys.values()])) {
    const known = wanted.get(row.id) ?? budgetOf(row, grown.get(row.id));
    if (known !== null) {
      const delta = deltas.get(row.id);
      locked.set(row.id, {
        endsAt: row.endsAt,
        budget: known.budget,
        view: known.view,
        before: row,
        state: {
          key: row.id,
          limitMicros: known.budget.limitMicros,
          spentMicros: row.spentMicros + (delta?.spentMicros ?? 0n),
          heldMicros: row.heldMicros + (delta?.heldMicros ?? 0n),
          onExhausted: known.budget.onExhausted,
        },
      });
    }
  }
  return locked;
}

/**
 * Periods that charges beyond their holds, or after them, let grow, with a work that does so: their
 * alerts are due although nothing is asked of them.
 */
function grownPeriods(
  works: readonly SendWork[],
  deltas: ReadonlyMap<string, PeriodChange>,
): ReadonlyMap<string, SendWork> {
  const grown = new Map<string, SendWork>();
  for (const work of works) {
    for (const id of work.periodDeltas.keys()) {
      const delta = deltas.get(id);
      if (delta !== undefined && delta.heldMicros + delta.spentMicros > 0n) {
        grown.set(id, work);
      }
    }
  }
  return grown;
}

/** The open budget of a period; null when it was removed, and nobody waits for its alerts. */
function budgetOf(
  row: BudgetPeriodRow,
  work: SendWork | undefined,
): { readonly budget: Budget; readonly view: TenantView } | null {
  const budget = work?.view.rules.budgets.find((one) => one.id === row.budgetId);
  return work === undefined || budget === undefined ? null : { budget, view: work.view };
}

/** Sums what the works of a batch do to each period, one change per row. */
export function sumDeltas(works: readonly SendWork[]): Map<string, PeriodChange> {
  const sums = new Map<string, PeriodChange>();
  for (const work of works) {
    for (const [id, delta] of work.periodDeltas) {
      const known = sums.get(id);
      sums.set(id, {
        tenantId: work.send.tenantId,
        id,
        heldMicros: (known?.heldMicros ?? 0n) + delta.held,
        spentMicros: (known?.spentMicros ?? 0n) + delta.spent,
        limitMicros: null,
      });
    }
  }
  return sums;
}

function guardsOf(
  locked: ReadonlyMap<string, KnownPeriod>,
  holds: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, bigint> {
  const limits = new Map<string, bigint>();
  for (const id of holds.keys()) {
    const budget = locked.get(id)?.budget;
    if (budget !== undefined && budget.onExhausted !== "ALERT_ONLY") {
      limits.set(id, budget.limitMicros);
    }
  }
  return limits;
}

function alertExhausted(
  work: SendWork,
  period: KnownPeriod,
  holds: ReadonlyMap<string, bigint>,
  now: Date,
): void {
  const { key } = period.state;
  raise(work, period, key, { kind: "BUDGET_EXHAUSTED" }, usedOf(period, holds), now);
}

function usedOf({ state }: KnownPeriod, holds: ReadonlyMap<string, bigint>): bigint {
  return state.spentMicros + state.heldMicros + (holds.get(state.key) ?? 0n);
}

function alertThresholds(
  works: readonly SendWork[],
  wishes: readonly Wish[],
  periodsOf: (wish: Wish) => readonly string[],
  locked: ReadonlyMap<string, KnownPeriod>,
  holds: ReadonlyMap<string, bigint>,
  now: Date,
): void {
  for (const [id, period] of locked) {
    const { before, state, budget } = period;
    const used = usedOf(period, holds);
    const work =
      wishes.find((one) => periodsOf(one).includes(id))?.work ??
      works.find((one) => one.periodDeltas.has(id));
    const hasGrown = used > before.spentMicros + before.heldMicros;
    // What a period that is over still settles to is in the books; nobody can act on it.
    if (work === undefined || !hasGrown || (period.endsAt !== null && period.endsAt <= now)) {
      continue;
    }
    const crossed = thresholdsCrossed(budget.limitMicros, budget.alertAt, before, {
      spentMicros: state.spentMicros,
      heldMicros: state.heldMicros + (holds.get(id) ?? 0n),
    });
    if (used > budget.limitMicros) {
      // A budget that never refuses, or a charge beyond its hold.
      alertExhausted(work, period, holds, now);
    }
    for (const fraction of crossed) {
      raise(work, period, id, { kind: "BUDGET_THRESHOLD", fraction }, used, now);
    }
  }
}

function raise(
  work: SendWork,
  { budget, view, endsAt }: KnownPeriod,
  periodId: string,
  what: { kind: "BUDGET_EXHAUSTED" } | { kind: "BUDGET_THRESHOLD"; fraction: number },
  usedMicros: bigint,
  now: Date,
): void {
  const planKey = budget.planId === null ? null : view.plansById.get(budget.planId)?.key;
  const facts: AlertFacts = {
    ...what,
    scope: budget.scope,
    of: planKey ?? budget.country,
    period: budget.period,
    currency: view.rules.currency,
    limitMicros: String(budget.limitMicros),
    spentMicros: String(usedMicros),
  };
  work.alerts.push({
    tenantId: work.send.tenantId,
    id: uuidv7(),
    severity: severityOf(facts),
    cause: budgetCause(
      what.kind,
      periodId,
      what.kind === "BUDGET_THRESHOLD" ? what.fraction : undefined,
    ),
    facts,
    vendorId: null,
    planId: budget.planId,
    budgetId: budget.id,
    raisedAt: now,
    endsAt,
  });
}
