import type { BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { Period } from "../../core/time.js";
import { enumType } from "../enum-type.js";

export const BudgetScopeEnum = enumType<BudgetScope>("BudgetScope", "What a budget covers.", {
  TENANT: "Every attempt of the tenant.",
  PLAN: "Attempts of sends through one plan.",
  COUNTRY: "Attempts to recipients in one country.",
});

export const BudgetPeriodEnum = enumType<Period>("BudgetPeriod", "When a budget starts anew.", {
  DAY: "With each calendar day of the tenant's time zone.",
  MONTH: "With each calendar month of the tenant's time zone.",
  TOTAL: "Never: it covers all that was ever spent.",
});

export const BudgetActionEnum = enumType<BudgetAction>(
  "BudgetAction",
  "What happens to an attempt that does not fit a budget.",
  {
    BLOCK: "The send stops when the chosen attempt does not fit.",
    CHEAPER_STEPS_ONLY:
      "The other vendors and steps of the plan that do fit are tried, then the send stops.",
    ALERT_ONLY: "Nothing is refused; available may fall below 0.",
  },
);
