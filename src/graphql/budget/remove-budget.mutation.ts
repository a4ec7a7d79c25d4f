import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { removeBudget } from "../../manage/budgets/remove-budget.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { BudgetType, toBudget } from "./budget.type.js";

const RemoveBudgetUserError = userErrorType("removeBudget");

@ObjectType("RemoveBudgetPayload", { description: "What removeBudget did." })
export class RemoveBudgetPayload {
  @Field(() => BudgetType, {
    nullable: true,
    description: "The budget as it was at the end; null when there is none with this id.",
  })
  budget!: BudgetType | null;

  @Field(() => [RemoveBudgetUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof RemoveBudgetUserError>[];
}

@Resolver()
export class RemoveBudgetResolver {
  @Mutation(() => RemoveBudgetPayload, {
    description: "Ends a budget: nothing is refused because of it any more. Needs BILLING_WRITE.",
  })
  async removeBudget(
    @Arg("id", () => ID, { description: "The budget's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<RemoveBudgetPayload> {
    const viewer = requireTenant(context, "BILLING_WRITE");
    const now = context.now();
    const { ports, locale } = context;
    const result = await removeBudget(ports.budgets, viewer, decodeId("budget", id), now);
    return instance(RemoveBudgetPayload, {
      budget: result.ok ? toBudget(result.value, now) : null,
      userErrors: result.ok ? [] : toUserErrors(RemoveBudgetUserError, result.errors, locale),
    });
  }
}
