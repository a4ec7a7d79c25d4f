import type { BudgetState } from "../../manage/budgets/ports.js";
import { requireKey } from "../auth.js";
import { loaderByText } from "../context.js";

export const budgetById = loaderByText<BudgetState | null>((context, ids) =>
  context.ports.budgets.budgets.budgetsById(requireKey(context), ids),
);

/** By plan id: its open budgets. */
export const budgetsOfPlan = loaderByText<readonly BudgetState[]>((context, planIds) =>
  context.ports.budgets.budgets.budgetsOfPlans(requireKey(context), planIds),
);
