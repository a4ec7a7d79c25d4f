import type { Budget } from "../../core/ledger/budget.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** A viewer that belongs to a tenant. */
export type TenantKeyViewer = KeyViewer & { readonly tenantId: string };

/** A budget as it is stored. */
export interface BudgetRow extends Budget {
  readonly tenantId: string;
  readonly createdAt: Date;
  readonly removedAt: Date | null;
}

/** What a budget's period has used. Amounts in the tenant's currency; spent includes MAYBE. */
export interface PeriodUse {
  readonly startsAt: Date;
  /** Null = the period never ends. */
  readonly endsAt: Date | null;
  readonly spentMicros: bigint;
  readonly heldMicros: bigint;
}

/** A budget with what is known of its latest period; latest null = none has begun. */
export interface BudgetState extends BudgetRow {
  readonly currency: string;
  readonly timeZone: string;
  readonly latest: PeriodUse | null;
}

/** What to set; one budget per scope, plan, country and period is open at a time. */
export type BudgetChange = Omit<Budget, "id">;

/** A budget that was set, and whether alerts about it were raised or resolved. */
export interface SetBudget {
  readonly id: string;
  readonly hasNews: boolean;
}

export interface BudgetReads {
  /**
   * Open ones: whole tenant first, then plans, then countries; within these by country, period and
   * id.
   */
  budgets(viewer: KeyViewer): Promise<readonly BudgetState[]>;
  /** In the order of ids; null where the viewer may see none. Removed ones as well. */
  budgetsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (BudgetState | null)[]>;
  /** One list per plan id: its open budgets of scope PLAN. */
  budgetsOfPlans(
    viewer: KeyViewer,
    planIds: readonly string[],
  ): Promise<readonly (readonly BudgetState[])[]>;
}

export interface BudgetStore extends BudgetReads {
  /**
   * Makes the budget or changes the open one of the same scope, plan, country and period, whose
   * period and use stay. A new one counts what the attempts of its period already cost and hold.
   * Alerts of the running period that are over with the change are resolved, and those that are due
   * raised. Bumps the tenant's rules. plan_not_found = the tenant has no such plan.
   */
  setBudget(
    tenantId: string,
    change: BudgetChange,
    now: Date,
  ): Promise<SetBudget | "plan_not_found">;
  /**
   * False when there is no open budget with this id. Resolves its alerts, bumps the tenant's rules.
   */
  removeBudget(viewer: KeyViewer, id: string, now: Date): Promise<boolean>;
}
