import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { admit, type Admission, type PeriodState } from "../../core/ledger/admit.js";
import { type Budget, covers } from "../../core/ledger/budget.js";
import { holdMovement } from "../../core/ledger/settle.js";
import { convert } from "../../core/money.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import type { LookUpHold, LookUpHolds } from "../../manage/checks/ports.js";
import { bookLookUps } from "../sql/book-look-ups.js";
import { changeBudgetPeriods } from "../sql/change-budget-periods.js";
import { insertAlerts } from "../sql/insert-alerts.js";
import { insertLookUps } from "../sql/insert-look-ups.js";
import { lockBudgetPeriods } from "../sql/lock-budget-periods.js";
import { lockListRun } from "../sql/lock-list-run.js";
import { type LookUpTenant, readLookUpBudgets, readLookUpTenant } from "../sql/look-up-budgets.js";
import { transaction } from "../transaction.js";
import { budgetAlerts } from "./budget-alerts.js";
import { runningPeriods } from "./running-periods.js";

/** A lost look-up's money is believed to be under way for so long. */
const holdMs = 15 * 60_000;

interface Open {
  readonly budget: Budget;
  readonly period: BudgetPeriodRow;
}

/** LookUpMoney.hold; also tells whether it raised alerts. */
export async function holdLookUps(
  pool: pg.Pool,
  hold: LookUpHold,
  now: Date,
): Promise<{ readonly holds: LookUpHolds; readonly hasAlerts: boolean }> {
  return transaction(pool, async (tx) => {
    const { tenantId, list, currency } = hold;
    const runId = list?.runId ?? null;
    if (list !== null && runId !== null && !(await lockListRun(tx, tenantId, list.id, runId))) {
      return { holds: { kind: "stopped" }, hasAlerts: false };
    }
    const tenant = await readLookUpTenant(tx, tenantId, currency, now);
    if (tenant === null || tenant.exchangeRate === null) {
      return { holds: { kind: "no_rate" }, hasAlerts: false };
    }
    const holdMicros = convert(hold.priceMicros, tenant.exchangeRate);
    const open = await lockOpen(tx, hold, tenant, now);
    const admission = admitAll(hold, holdMicros, open);
    await store(tx, hold, { rate: tenant.exchangeRate, holdMicros, open, admission }, now);
    const alerts = open.flatMap(({ budget, period }) =>
      budgetAlerts(
        {
          ...{
            tenantId,
            currency: tenant.currency,
            budget,
            periodId: period.id,
            endsAt: period.endsAt,
          },
          before: period,
          after: {
            spentMicros: period.spentMicros,
            heldMicros: period.heldMicros + (admission.holds.get(period.id) ?? 0n),
          },
          isRefused: admission.results.some(
            (one) => one.kind === "refused" && one.periodKey === period.id,
          ),
        },
        now,
      ),
    );
    const raised = await insertAlerts(tx, alerts);
    return { holds: holdsOf(hold, open, admission), hasAlerts: raised.length > 0 };
  });
}

/** The budgets that the look-ups fall under, with their periods, locked. */
async function lockOpen(
  tx: pg.PoolClient,
  { tenantId, wishes }: LookUpHold,
  { timeZone }: LookUpTenant,
  now: Date,
): Promise<readonly Open[]> {
  const countries = [...new Set(wishes.flatMap(({ country }) => country ?? []))];
  const budgets = await readLookUpBudgets(tx, tenantId, countries);
  if (budgets.length === 0) {
    return [];
  }
  const running = await runningPeriods(tx, tenantId, timeZone, budgets, now);
  const keys = [...running.values()].map(({ id }) => ({ tenantId, id }));
  const locked = new Map((await lockBudgetPeriods(tx, keys)).map((row) => [row.budgetId, row]));
  return budgets.map((budget) => {
    const period = locked.get(budget.id);
    if (period === undefined) {
      throw new Error("a budget period that was just begun is gone");
    }
    return { budget, period };
  });
}

function admitAll({ wishes }: LookUpHold, holdMicros: bigint, open: readonly Open[]): Admission {
  const states = open.map(
    ({ budget, period }): PeriodState => ({
      key: period.id,
      limitMicros: budget.limitMicros,
      spentMicros: period.spentMicros,
      heldMicros: period.heldMicros,
      onExhausted: budget.onExhausted,
    }),
  );
  return admit(
    new Map(states.map((state) => [state.key, state])),
    wishes.map(({ country }) => ({
      options: [{ amountMicros: holdMicros, periodKeys: periodsOf(open, country) }],
    })),
  );
}

function periodsOf(open: readonly Open[], country: string | null): readonly string[] {
  return open.filter(({ budget }) => covers(budget, null, country)).map(({ period }) => period.id);
}

interface Admitted {
  readonly rate: string;
  readonly holdMicros: bigint;
  readonly open: readonly Open[];
  readonly admission: Admission;
}

async function store(
  tx: pg.PoolClient,
  hold: LookUpHold,
  { rate, holdMicros, open, admission }: Admitted,
  now: Date,
): Promise<void> {
  const { tenantId, vendorId, accountId, priceMicros, currency, list } = hold;
  const held = hold.wishes
    .filter((_, index) => admission.results[index]?.kind === "admitted")
    .map(({ id, index, country }) => ({
      ...{ id, recipientIndex: index, country },
      budgetPeriods: periodsOf(open, country),
    }));
  const batch = {
    ...{ tenantId, vendorId, accountId, priceMicros, holdMicros },
    listId: list?.id ?? null,
    priceCurrency: currency,
    exchangeRate: rate,
    holdUntil: new Date(now.getTime() + holdMs),
    heldAt: now,
  };
  const movements = holdMovement(holdMicros);
  const entries = held.flatMap(({ id }) =>
    movements.map((movement) => ({ ...movement, id: uuidv7(), lookUpId: id })),
  );
  if (held.length > 0) {
    await insertLookUps(tx, batch, held);
    await bookLookUps(tx, tenantId, entries, now);
  }
  const changes = open.flatMap(({ budget, period }) => {
    const heldMicros = admission.holds.get(period.id) ?? 0n;
    const limitMicros = budget.onExhausted === "ALERT_ONLY" ? null : budget.limitMicros;
    return heldMicros === 0n
      ? []
      : [{ tenantId, id: period.id, heldMicros, spentMicros: 0n, limitMicros }];
  });
  if (changes.length > 0) {
    await changeBudgetPeriods(tx, changes);
  }
}

function holdsOf(hold: LookUpHold, open: readonly Open[], admission: Admission): LookUpHolds {
  const refusals = new Map<string, string>();
  for (const [index, result] of admission.results.entries()) {
    const id = hold.wishes[index]?.id;
    if (result.kind === "refused" && id !== undefined) {
      const refusing = open.find(({ period }) => period.id === result.periodKey);
      refusals.set(id, `${refusing?.budget.scope ?? ""} ${refusing?.budget.period ?? ""}`);
    }
  }
  return { kind: "held", refusals };
}
