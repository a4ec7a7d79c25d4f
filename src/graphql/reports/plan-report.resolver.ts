import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { PlanType } from "../plan/plan.type.js";
import { TimeRangeInput } from "../time-range.input.js";
import { DeliveryReportRowType, toDeliveryReportRow } from "./delivery-report.type.js";
import { toReportRequest } from "./report-filter.input.js";
import { planReports } from "./report-loaders.js";

@Resolver(() => PlanType)
export class PlanReportResolver {
  @FieldResolver(() => DeliveryReportRowType, {
    description: "What became of the plan's sends, as deliveryReport's total tells it.",
  })
  async report(
    @Ctx() context: GraphqlContext,
    @Root() plan: PlanType,
    @Arg("range", () => TimeRangeInput, { description: "The stretch of time: at most 400 days." })
    range: TimeRangeInput,
  ): Promise<DeliveryReportRowType> {
    requireTenant(context);
    const { from, to } = toReportRequest(range, [], null);
    const ask = { from, to, planId: plan.uuid, planKey: plan.key };
    return toDeliveryReportRow(await load(context, planReports, ask));
  }
}
