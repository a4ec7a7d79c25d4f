import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { DomainError, MessageLocale } from "../../core/errors.js";
import { ReportTooSlow } from "../../core/report-too-slow.js";
import { replayPlan } from "../../manage/replay/replay-plan.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { type ApiError, apiError, unavailable, unusable } from "../errors.js";
import { TimeRangeInput } from "../time-range.input.js";
import { PlanInputType } from "./plan.input.js";
import { PlanReplayType, toPlanReplay } from "./plan-replay.type.js";

@Resolver()
export class ReplayPlanResolver {
  @Query(() => PlanReplayType, {
    description:
      "What a plan would have done with what you really sent in a range, by the choices, waits, " +
      "receipts and codes of its log. BAD_REQUEST names what is wrong with a plan that " +
      'createPlan would not take. Of a long range a part is looked at, and "sampledEvery" says ' +
      "which. Three of a tenant's at a time, else LIMITED; the work ends when you stop waiting. " +
      "Needs BILLING_READ.",
  })
  async replayPlan(
    @Arg("input", () => PlanInputType, { description: "The plan; it is not stored." })
    input: PlanInputType,
    @Arg("range", () => TimeRangeInput, { description: "Which sends; 92 days at most." })
    range: TimeRangeInput,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanReplayType> {
    const viewer = requireTenant(context, "BILLING_READ");
    const { ports, locale } = context;
    const { from, to } = range;
    const watch = { told: () => undefined, isLeft: () => context.isLeft() };
    const request = { input, range: { from, to }, watch };
    context.waitLonger();
    const result = await replayPlan(ports.replays, viewer, request, context.now()).catch(
      (error: unknown) => {
        throw error instanceof ReportTooSlow ? unavailable(retryAfterMs) : error;
      },
    );
    if (!result.ok) {
      throw problemOf(result.errors, locale);
    }
    return toPlanReplay(result.value, locale);
  }
}

const retryAfterMs = 60_000;

function problemOf(errors: readonly DomainError[], locale: MessageLocale): ApiError {
  const ours = errors.find(({ code }) => code === "LIMITED" || code === "UNAVAILABLE");
  return ours === undefined ? unusable(errors, locale) : apiError(ours);
}
