import { Ctx, Query, Resolver } from "type-graphql";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { BudgetType, toBudget } from "./budget.type.js";

@Resolver()
export class BudgetsResolver {
  @Query(() => [BudgetType], {
    description: "The tenant's budgets: those of the whole tenant first; needs BILLING_READ.",
  })
  async budgets(@Ctx() context: GraphqlContext): Promise<BudgetType[]> {
    const viewer = requireTenant(context, "BILLING_READ");
    const rows = await context.ports.budgets.budgets.budgets(viewer);
    return rows.map((row) => toBudget(row, context.now()));
  }
}
