import type { BudgetPeriodRow } from "../../flow/rows.js";
import type { Columns } from "./columns.js";

/** Every column of `budget_period`. */
export const budgetPeriodColumns: Columns<BudgetPeriodRow> = {
  tenantId: "uuid",
  id: "uuid",
  budgetId: "uuid",
  startsAt: "timestamptz",
  endsAt: "timestamptz",
  spentMicros: "bigint",
  heldMicros: "bigint",
};
