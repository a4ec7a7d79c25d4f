import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { suggestedPlans } from "../../manage/plans/suggest-plans.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { unusable } from "../errors.js";
import {
  PlanSuggestionType,
  SuggestPlansInputType,
  toPlanSuggestion,
} from "./plan-suggestion.type.js";

@Resolver()
export class SuggestPlansResolver {
  @Query(() => [PlanSuggestionType], {
    description:
      "Three to five different plans for a wish, none of them worse in everything than another: " +
      "the cheapest that is good enough, the one with the most codes typed in, a balanced and a " +
      "fast one. Where no plan keeps every wish the nearest comes first and says what gives. " +
      "Fewer where the market has no more, one by price alone where nothing was measured.",
  })
  async suggestPlans(
    @Arg("input", () => SuggestPlansInputType, { description: "What is wanted." })
    input: SuggestPlansInputType,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanSuggestionType[]> {
    const viewer = requireTenant(context);
    const { ports, locale } = context;
    const result = await suggestedPlans(ports.estimates, viewer, input, context.now());
    if (!result.ok) {
      throw unusable(result.errors, locale, ["input"]);
    }
    return result.value.map((suggested) => toPlanSuggestion(suggested, locale));
  }
}
