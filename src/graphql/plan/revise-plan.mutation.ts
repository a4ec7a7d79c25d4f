import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { revisePlan } from "../../manage/plans/revise-plan.js";
import { PlanInputType } from "./plan.input.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { PlanType, toPlan } from "./plan.type.js";

const RevisePlanUserError = userErrorType("revisePlan");

@ObjectType("RevisePlanPayload", { description: "What revisePlan did." })
export class RevisePlanPayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The plan with its new revision; null when it was not changed.",
  })
  plan!: PlanType | null;

  @Field(() => [RevisePlanUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof RevisePlanUserError>[];
}

@Resolver()
export class RevisePlanResolver {
  @Mutation(() => RevisePlanPayload, {
    description:
      "Makes a new revision of a plan; open sends keep theirs. Needs the scope PLAN_WRITE.",
  })
  async revisePlan(
    @Arg("id", () => ID, { description: "The plan's id." }) id: string,
    @Arg("input", () => PlanInputType, {
      description: "The whole plan as it is to be; its key stays.",
    })
    input: PlanInputType,
    @Arg("expectedRevision", () => Int, {
      description: "The number of the current revision as the caller knows it.",
    })
    expectedRevision: number,
    @Ctx() context: GraphqlContext,
  ): Promise<RevisePlanPayload> {
    const viewer = requireTenant(context, "PLAN_WRITE");
    const { ports, locale } = context;
    const result = await revisePlan(
      ports.plans,
      viewer,
      { id: decodeId("plan", id), input, expectedRevision },
      context.now(),
    );
    return instance(RevisePlanPayload, {
      plan: result.ok ? toPlan(result.value) : null,
      userErrors: result.ok ? [] : toUserErrors(RevisePlanUserError, result.errors, locale),
    });
  }
}
