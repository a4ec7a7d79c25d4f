import type { GuardRuleRow, GuardTally } from "../../manage/guard/ports.js";
import { requireTenant } from "../auth.js";
import { loaderByText } from "../context.js";

const dayMs = 86_400_000;

export const guardRuleById = loaderByText<GuardRuleRow | null>((context, ids) =>
  context.ports.guard.guard.rulesById(requireTenant(context), ids),
);

/** What rules refused within the last 24 hours. */
export const guardTallyOf = loaderByText<GuardTally>((context, ids) => {
  const since = new Date(context.now().getTime() - dayMs);
  return context.ports.guard.guard.tallies(requireTenant(context), ids, since);
});
