import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { planById } from "../plan/plan-loaders.js";
import { PlanType, toPlan } from "../plan/plan.type.js";
import { BudgetType } from "./budget.type.js";

@Resolver(() => BudgetType)
export class BudgetResolver {
  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that it covers; null for other scopes.",
  })
  async plan(@Root() budget: BudgetType, @Ctx() context: GraphqlContext): Promise<PlanType | null> {
    const row = budget.planUuid === null ? null : await load(context, planById, budget.planUuid);
    return row === null ? null : toPlan(row);
  }
}
