import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { rollBackPlan } from "../../manage/plans/roll-back-plan.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { PlanType, toPlan } from "./plan.type.js";

const RollBackPlanUserError = userErrorType("rollBackPlan");

@ObjectType("RollBackPlanPayload", { description: "What rollBackPlan did." })
export class RollBackPlanPayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The plan with its new revision; null when it was not changed.",
  })
  plan!: PlanType | null;

  @Field(() => [RollBackPlanUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof RollBackPlanUserError>[];
}

@Resolver()
export class RollBackPlanResolver {
  @Mutation(() => RollBackPlanPayload, {
    description: "Makes a new revision that says what an old one says; needs the scope PLAN_WRITE.",
  })
  async rollBackPlan(
    @Arg("id", () => ID, { description: "The plan's id." }) id: string,
    @Arg("toRevision", () => Int, { description: "The number of the old revision." })
    toRevision: number,
    @Arg("expectedRevision", () => Int, {
      description: "The number of the current revision as the caller knows it.",
    })
    expectedRevision: number,
    @Ctx() context: GraphqlContext,
  ): Promise<RollBackPlanPayload> {
    const viewer = requireTenant(context, "PLAN_WRITE");
    const { ports, locale } = context;
    const result = await rollBackPlan(
      ports.plans,
      viewer,
      { id: decodeId("plan", id), toRevision, expectedRevision },
      context.now(),
    );
    return instance(RollBackPlanPayload, {
      plan: result.ok ? toPlan(result.value) : null,
      userErrors: result.ok ? [] : toUserErrors(RollBackPlanUserError, result.errors, locale),
    });
  }
}
