import { uuidv7 } from "uuidv7";
import type { Budget } from "../core/ledger/budget.js";
import type { BudgetUse } from "../core/ledger/alerts.js";
import { periodAt } from "../core/ledger/period.js";
import type { HotStore, PeriodUse } from "./ports.js";
import type { BudgetPeriodRow } from "./rows.js";
import type { TenantView } from "./rules-cache.js";

/** A budget with the period that runs now. */
export interface RunningBudget {
  readonly budget: Budget;
  readonly periodId: string;
  readonly endsAt: Date | null;
  /**
   * What this process saw last; null = it is to look. Nothing is decided from it but that a batch
   * stays clear of everything that would have to be decided, which the database then confirms.
   */
  readonly lastUse: BudgetUse | null;
}

/**
 * Knows which period of each budget runs now, and begins it where none does;
 * asks the database once per period.
 */
export class BudgetPeriods {
  readonly #known = new Map<string, BudgetPeriodRow>();
  /** By period; null = to be looked at. */
  readonly #uses = new Map<string, BudgetUse | null>();

  constructor(private readonly store: HotStore) {}

  /**
   * The running budgets of these tenants, by tenant id. No round trip while the known periods last.
   */
  async running(
    views: readonly TenantView[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly RunningBudget[]>> {
    const wanted = views.flatMap(({ rules }) => rules.budgets.map((budget) => ({ rules, budget })));
    const missing = wanted.filter(({ budget }) => this.#current(budget.id, now) === null);
    if (missing.length > 0) {
      const keys = missing.map(({ rules, budget }) => ({
        tenantId: rules.tenantId,
        id: budget.id,
      }));
      this.#remember(await this.store.readBudgetPeriods(keys));
      const begun = missing.flatMap(({ rules, budget }): BudgetPeriodRow[] => {
        const latest = this.#known.get(budget.id) ?? null;
        if (latest !== null && isCurrent(latest, now)) {
          return [];
        }
        const bounds = periodAt(budget.period, rules.timeZone, now, latest);
        return [
          {
            tenantId: rules.tenantId,
            id: uuidv7(),
            budgetId: budget.id,
            startsAt: bounds.startsAt,
            endsAt: bounds.endsAt,
            spentMicros: 0n,
            heldMicros: 0n,
          },
        ];
      });
      if (begun.length > 0) {
        await this.store.insertBudgetPeriods(begun);
        this.#remember(await this.store.readBudgetPeriods(keys));
      }
    }
    return new Map(
      views.map(({ rules }) => [
        rules.tenantId,
        rules.budgets.flatMap((budget) => {
          const period = this.#known.get(budget.id);
          return period === undefined ? [] : [this.#runningIn(period, budget)];
        }),
      ]),
    );
  }

  /** The same from memory; null when a period has to be looked up or begun. */
  known(
    views: Iterable<TenantView>,
    now: Date,
  ): ReadonlyMap<string, readonly RunningBudget[]> | null {
    const running = new Map<string, readonly RunningBudget[]>();
    for (const { rules } of views) {
      const budgets: RunningBudget[] = [];
      for (const budget of rules.budgets) {
        const period = this.#current(budget.id, now);
        if (period === null) {
          return null;
        }
        budgets.push(this.#runningIn(period, budget));
      }
      running.set(rules.tenantId, budgets);
    }
    return running;
  }

  /** Told what batches see of periods anyway. */
  saw(uses: readonly PeriodUse[]): void {
    for (const { id, spentMicros, heldMicros } of uses) {
      if (this.#uses.has(id)) {
        this.#uses.set(id, { spentMicros, heldMicros });
      }
    }
  }

  /** Told that something else was the case: the next batch looks. */
  doubt(running: Iterable<readonly RunningBudget[]>): void {
    for (const { periodId } of [...running].flat()) {
      this.#uses.set(periodId, null);
    }
  }

  #runningIn({ id, endsAt }: BudgetPeriodRow, budget: Budget): RunningBudget {
    return { budget, periodId: id, endsAt, lastUse: this.#uses.get(id) ?? null };
  }

  #current(budgetId: string, now: Date): BudgetPeriodRow | null {
    const known = this.#known.get(budgetId);
    return known !== undefined && isCurrent(known, now) ? known : null;
  }

  #remember(rows: readonly BudgetPeriodRow[]): void {
    for (const row of rows) {
      this.#uses.delete(this.#known.get(row.budgetId)?.id ?? "");
      this.#known.set(row.budgetId, row);
      this.#uses.set(row.id, row);
    }
  }
}

/** A period that another process with a faster clock has begun counts as current. */
function isCurrent(period: BudgetPeriodRow, now: Date): boolean {
  return period.endsAt === null || period.endsAt > now;
}
