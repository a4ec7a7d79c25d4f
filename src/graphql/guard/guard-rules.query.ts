import { Ctx, Query, Resolver } from "type-graphql";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { GuardRuleType, toGuardRule } from "./guard-rule.type.js";

@Resolver()
export class GuardRulesResolver {
  @Query(() => [GuardRuleType], {
    description: "The tenant's guard rules, those that were never set and only watch included.",
  })
  async guardRules(@Ctx() context: GraphqlContext): Promise<GuardRuleType[]> {
    const rows = await context.ports.guard.guard.rules(requireTenant(context));
    return rows.map(toGuardRule);
  }
}
