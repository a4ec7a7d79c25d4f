import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { createPlan } from "../../manage/plans/create-plan.js";
import { PlanInputType } from "./plan.input.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { PlanType, toPlan } from "./plan.type.js";

const CreatePlanUserError = userErrorType("createPlan");

@ObjectType("CreatePlanPayload", { description: "What createPlan did." })
export class CreatePlanPayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The new plan; null when it was not made.",
  })
  plan!: PlanType | null;

  @Field(() => [CreatePlanUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof CreatePlanUserError>[];
}

@Resolver()
export class CreatePlanResolver {
  @Mutation(() => CreatePlanPayload, {
    description: "Makes a plan with revision 1; needs the scope PLAN_WRITE.",
  })
  async createPlan(
    @Arg("input", () => PlanInputType, { description: "The plan as it is to be." })
    input: PlanInputType,
    @Ctx() context: GraphqlContext,
  ): Promise<CreatePlanPayload> {
    const viewer = requireTenant(context, "PLAN_WRITE");
    const { ports, locale } = context;
    const result = await createPlan(ports.plans, viewer, input, context.now());
    return instance(CreatePlanPayload, {
      plan: result.ok ? toPlan(result.value) : null,
      userErrors: result.ok ? [] : toUserErrors(CreatePlanUserError, result.errors, locale),
    });
  }
}
