import type pg from "pg";
import type { LookUpMoney } from "../../manage/checks/ports.js";
import { findListLookUps, sumListLookUps } from "../sql/find-list-look-ups.js";
import { findOverdueLookUps } from "../sql/find-overdue-look-ups.js";
import { readExchangeRate } from "../sql/look-up-budgets.js";
import { budgetWithoutRoom } from "./budget-room.js";
import { holdLookUps } from "./hold-look-ups.js";
import { settleHeldLookUp } from "./settle-held-look-up.js";

/**
 * Money for look-ups, as the engine.
 *
 * @param alerted hears whose budgets have raised an alert
 */
export function createLookUpMoneyStore(
  engine: pg.Pool,
  alerted: (tenantId: string) => void,
): LookUpMoney {
  return {
    hasRate: async (tenantId, currency, now) =>
      (await readExchangeRate(engine, tenantId, currency, now)) !== null,
    withoutRoom: (tenantId, amount, now) => budgetWithoutRoom(engine, tenantId, amount, now),
    async hold(hold, now) {
      const { holds, hasAlerts } = await holdLookUps(engine, hold, now);
      if (hasAlerts) {
        alerted(hold.tenantId);
      }
      return holds;
    },
    settle: (look, came, now) => settleHeldLookUp(engine, look, came, now),
    askedOf: (tenantId, listId, indexes) => findListLookUps(engine, tenantId, listId, indexes),
    costOf: (tenantId, listId) => sumListLookUps(engine, tenantId, listId),
  };
}

const batch = 100;

/**
 * Settles look-ups of which nothing was heard in the time that they had, because their process
 * died: their money may be spent. Returns how many; twice at once does no harm.
 */
export async function settleOverdueLookUps(engine: pg.Pool, now: Date): Promise<number> {
  const overdue = await findOverdueLookUps(engine, now, batch);
  for (const key of overdue) {
    await settleHeldLookUp(engine, key, { end: null, answer: null }, now);
  }
  return overdue.length;
}
