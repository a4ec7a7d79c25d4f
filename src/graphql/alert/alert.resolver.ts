import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { holdsScope } from "../auth.js";
import { BudgetType, toBudget } from "../budget/budget.type.js";
import { budgetById } from "../budget/budget-loaders.js";
import { type GraphqlContext, load } from "../context.js";
import { planById } from "../plan/plan-loaders.js";
import { PlanType, toPlan } from "../plan/plan.type.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { AlertType } from "./alert.type.js";

@Resolver(() => AlertType)
export class AlertResolver {
  @FieldResolver(() => VendorType, {
    nullable: true,
    description: "The vendor that it is about; null when it is about none.",
  })
  async vendor(
    @Root() alert: AlertType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorType | null> {
    return alert.vendorUuid === null ? null : vendorOf(context, alert.vendorUuid);
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that it is about; null when it is about none.",
  })
  async plan(@Root() alert: AlertType, @Ctx() context: GraphqlContext): Promise<PlanType | null> {
    const row = alert.planUuid === null ? null : await load(context, planById, alert.planUuid);
    return row === null ? null : toPlan(row);
  }

  @FieldResolver(() => BudgetType, {
    nullable: true,
    description:
      "The budget that it is about; null when it is about none, or without the scope BILLING_READ.",
  })
  async budget(
    @Root() alert: AlertType,
    @Ctx() context: GraphqlContext,
  ): Promise<BudgetType | null> {
    if (alert.budgetUuid === null || !holdsScope(context, "BILLING_READ")) {
      return null;
    }
    const row = await load(context, budgetById, alert.budgetUuid);
    return row === null ? null : toBudget(row, context.now());
  }
}
