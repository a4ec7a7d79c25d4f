import type pg from "pg";
import { convert, formatMicros, type Money } from "../../core/money.js";
import type { NoRoom } from "../../manage/checks/ports.js";
import { lockBudgetPeriods } from "../sql/lock-budget-periods.js";
import { readLookUpBudgets, readLookUpTenant } from "../sql/look-up-budgets.js";
import { transaction } from "../transaction.js";
import { runningPeriods } from "./running-periods.js";

/** LookUpMoney.withoutRoom: the tightest of the tenant's own budgets that refuse, if any does. */
export function budgetWithoutRoom(
  pool: pg.Pool,
  tenantId: string,
  amount: Money,
  now: Date,
): Promise<NoRoom | null> {
  return transaction(pool, async (tx) => {
    const tenant = await readLookUpTenant(tx, tenantId, amount.currency, now);
    if (tenant === null || tenant.exchangeRate === null) {
      return null;
    }
    const costMicros = convert(amount.micros, tenant.exchangeRate);
    const budgets = (await readLookUpBudgets(tx, tenantId, [])).filter(
      ({ onExhausted }) => onExhausted !== "ALERT_ONLY",
    );
    const running = await runningPeriods(tx, tenantId, tenant.timeZone, budgets, now);
    const locked = await lockBudgetPeriods(
      tx,
      [...running.values()].map(({ id }) => ({ tenantId, id })),
    );
    const rooms = budgets.flatMap(({ id, scope, period, limitMicros }) => {
      const row = locked.find(({ budgetId }) => budgetId === id);
      const used = row === undefined ? 0n : row.spentMicros + row.heldMicros;
      const micros = used < limitMicros ? limitMicros - used : 0n;
      return costMicros > micros ? [{ budget: `${scope} ${period}`, micros }] : [];
    });
    const [first] = rooms.sort((left, right) => (left.micros < right.micros ? -1 : 1));
    const words = (micros: bigint) => `${formatMicros(micros)} ${tenant.currency}`;
    return first === undefined
      ? null
      : { budget: first.budget, available: words(first.micros), cost: words(costMicros) };
  });
}
