import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { estimateOfPlan } from "../../manage/plans/estimate-plan.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { unusable } from "../errors.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { PlanEstimateType, toPlanEstimate } from "./plan-estimate.type.js";
import { PlanInputType } from "./plan.input.js";

@Resolver()
export class EstimatePlanResolver {
  @Query(() => PlanEstimateType, {
    description:
      "What a plan would do: plays virtual sends through it, with the vendors, prices and " +
      "breakers of this moment and what was measured of them. BAD_REQUEST names what is wrong " +
      "with a plan that createPlan would not take.",
  })
  async estimatePlan(
    @Arg("input", () => PlanInputType, { description: "The plan; it is not stored." })
    input: PlanInputType,
    @Arg("countries", () => [CountryCodeScalar], {
      description:
        "Where it is to send: in the proportions of your last 30 days, else of the market's, " +
        "else to all alike.",
    })
    countries: string[],
    @Arg("monthlyVolume", () => Int, {
      nullable: true,
      description: "Sends a month, for monthlyCost; 1 to 1,000,000,000.",
    })
    monthlyVolume: number | null,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanEstimateType> {
    const viewer = requireTenant(context);
    const { ports, locale } = context;
    // An argument that is left out is undefined, whatever its type says.
    const request = { input, countries, monthlyVolume: monthlyVolume ?? null };
    const result = await estimateOfPlan(ports.estimates, viewer, request, context.now());
    if (!result.ok) {
      throw unusable(result.errors, locale);
    }
    return toPlanEstimate(result.value, locale);
  }
}
