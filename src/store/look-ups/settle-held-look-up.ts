import type pg from "pg";
import { uuidv7 } from "uuidv7";
import type { NumberCheckFailure } from "../../core/checks/number-facts.js";
import {
  type LookUpEnd,
  type LookUpSettlement,
  settleLookUp,
} from "../../core/ledger/look-up-money.js";
import type { Key } from "../../flow/ports.js";
import type { NumberCheckRow } from "../../manage/checks/ports.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { bookLookUps } from "../sql/book-look-ups.js";
import { changeBudgetPeriods } from "../sql/change-budget-periods.js";
import { insertAlerts } from "../sql/insert-alerts.js";
import { keepNumberChecks } from "../sql/keep-number-checks.js";
import { lockBudgetPeriods } from "../sql/lock-budget-periods.js";
import { lockLookUp } from "../sql/lock-look-up.js";
import { readBudgetsOfPeriods } from "../sql/look-up-budgets.js";
import type { LookUpRow } from "../sql/look-up-row.js";
import { updateLookUp } from "../sql/update-look-up.js";
import { transaction } from "../transaction.js";
import { budgetAlerts } from "./budget-alerts.js";

/**
 * LookUpMoney.settle: the money of one look-up follows what came of it, and the answer is kept, in
 * one transaction. What the vendor billed in the look-up's currency; 0 when nothing.
 */
export async function settleHeldLookUp(
  pool: pg.Pool,
  key: Key,
  { end, answer }: { readonly end: LookUpEnd; readonly answer: NumberCheckRow | null },
  now: Date,
): Promise<bigint> {
  return transaction(pool, async (tx) => {
    const row = await lockLookUp(tx, key);
    if (row === null) {
      throw new Error("a look-up that was held for is gone");
    }
    const settlement = settleLookUp(row, end, now);
    if (settlement.isChanged) {
      await book(tx, row, settlement, end, now);
    }
    if (answer !== null) {
      await keepNumberChecks(tx, key.tenantId, [answer]);
    }
    return settlement.book.vendorCostMicros;
  });
}

async function book(
  tx: pg.PoolClient,
  row: LookUpRow,
  { book: after, movements, heldDelta, spentDelta }: LookUpSettlement,
  end: LookUpEnd,
  now: Date,
): Promise<void> {
  const { tenantId, id, budgetPeriods } = row;
  const isFailed = end !== null && end !== "unasked" && end.kind === "failed";
  const failure = isFailed ? wordsOf(end) : null;
  await updateLookUp(tx, row, { ...after, failure }, now);
  const entries = movements.map((movement) => ({ ...movement, id: uuidv7(), lookUpId: id }));
  await bookLookUps(tx, tenantId, entries, now);
  const isGrown = heldDelta + spentDelta > 0n;
  if (budgetPeriods.length > 0 && (heldDelta !== 0n || spentDelta !== 0n)) {
    // What a vendor bills beyond its hold may cross a threshold.
    const before = isGrown ? await lockBudgetPeriods(tx, keysOf(row)) : [];
    const change = { tenantId, heldMicros: heldDelta, spentMicros: spentDelta, limitMicros: null };
    await changeBudgetPeriods(
      tx,
      budgetPeriods.map((periodId) => ({ ...change, id: periodId })),
    );
    await raiseAlerts(tx, row, before, { heldDelta, spentDelta }, now);
  }
}

function keysOf({ tenantId, budgetPeriods }: LookUpRow): readonly Key[] {
  return budgetPeriods.map((id) => ({ tenantId, id }));
}

async function raiseAlerts(
  tx: pg.PoolClient,
  { tenantId, budgetPeriods }: LookUpRow,
  periods: readonly BudgetPeriodRow[],
  { heldDelta, spentDelta }: Pick<LookUpSettlement, "heldDelta" | "spentDelta">,
  now: Date,
): Promise<void> {
  if (periods.length === 0) {
    return;
  }
  const budgets = await readBudgetsOfPeriods(tx, tenantId, budgetPeriods);
  const alerts = budgets.flatMap(({ periodId, currency, ...budget }) => {
    const before = periods.find(({ id }) => id === periodId);
    if (before === undefined) {
      return [];
    }
    const after = {
      spentMicros: before.spentMicros + spentDelta,
      heldMicros: before.heldMicros + heldDelta,
    };
    const { endsAt } = before;
    const step = { tenantId, currency, budget, periodId, endsAt, before, after, isRefused: false };
    return budgetAlerts(step, now);
  });
  await insertAlerts(tx, alerts);
}

function wordsOf(failed: NumberCheckFailure): string {
  return failed.vendorText ?? failed.vendorCode ?? failed.failureClass;
}
