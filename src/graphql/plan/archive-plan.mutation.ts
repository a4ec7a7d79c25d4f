import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { archivePlan } from "../../manage/plans/archive-plan.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { PlanType, toPlan } from "./plan.type.js";

const ArchivePlanUserError = userErrorType("archivePlan");

@ObjectType("ArchivePlanPayload", { description: "What archivePlan did." })
export class ArchivePlanPayload {
  @Field(() => PlanType, {
    nullable: true,
    description: "The archived plan; null when there is none with this id.",
  })
  plan!: PlanType | null;

  @Field(() => [ArchivePlanUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof ArchivePlanUserError>[];
}

@Resolver()
export class ArchivePlanResolver {
  @Mutation(() => ArchivePlanPayload, {
    description:
      "Ends a plan: no send starts with it any more, open ones go on. Needs the scope PLAN_WRITE.",
  })
  async archivePlan(
    @Arg("id", () => ID, { description: "The plan's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<ArchivePlanPayload> {
    const viewer = requireTenant(context, "PLAN_WRITE");
    const { ports, locale } = context;
    const result = await archivePlan(ports.plans, viewer, decodeId("plan", id), context.now());
    return instance(ArchivePlanPayload, {
      plan: result.ok ? toPlan(result.value) : null,
      userErrors: result.ok ? [] : toUserErrors(ArchivePlanUserError, result.errors, locale),
    });
  }
}
