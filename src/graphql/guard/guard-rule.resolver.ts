import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { MoneyType, toMoney } from "../money.type.js";
import { guardTallyOf } from "./guard-loaders.js";
import { GuardRuleType } from "./guard-rule.type.js";

@Resolver(() => GuardRuleType)
export class GuardRuleResolver {
  @FieldResolver(() => Int, { description: "How many sends it refused in the last 24 hours." })
  async blockedLast24h(
    @Root() rule: GuardRuleType,
    @Ctx() context: GraphqlContext,
  ): Promise<number> {
    return (await load(context, guardTallyOf, rule.uuid)).blocked;
  }

  @FieldResolver(() => MoneyType, {
    description:
      "What would have been held for the first attempts of the sends that it refused in the last " +
      "24 hours, in the tenant's currency.",
  })
  async savedLast24h(
    @Root() rule: GuardRuleType,
    @Ctx() context: GraphqlContext,
  ): Promise<MoneyType> {
    const { tenantId } = requireTenant(context);
    const { savedMicros } = await load(context, guardTallyOf, rule.uuid);
    return toMoney(savedMicros, await context.ports.reads.currencyOf(tenantId));
  }
}
