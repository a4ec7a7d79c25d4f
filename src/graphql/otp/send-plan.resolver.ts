import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { PlanType, toPlan } from "../plan/plan.type.js";
import { mustBeThere, planById, revisionById } from "../plan/plan-loaders.js";
import { PlanRevisionType, toPlanRevision } from "../plan/plan-revision.type.js";
import { SendType } from "./send.type.js";

@Resolver(() => SendType)
export class SendPlanResolver {
  @FieldResolver(() => PlanType, { description: "The plan that it goes through." })
  async plan(@Root() send: SendType, @Ctx() context: GraphqlContext): Promise<PlanType> {
    const row = await load(context, planById, send.row.planId);
    return toPlan(mustBeThere(row, "the plan of a send"));
  }

  @FieldResolver(() => PlanRevisionType, {
    description: "The revision of the plan that was current when it was accepted.",
  })
  async revision(
    @Root() send: SendType,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanRevisionType> {
    const row = await load(context, revisionById, send.row.revisionId);
    return toPlanRevision(mustBeThere(row, "the plan revision of a send"));
  }
}
