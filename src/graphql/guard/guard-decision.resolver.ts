import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { holdsScope } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { sendById } from "../otp/otp-loaders.js";
import { RecipientType, toRecipient } from "../otp/recipient.type.js";
import { GuardDecisionType } from "./guard-decision.type.js";
import { guardRuleById } from "./guard-loaders.js";
import { GuardRuleType, toGuardRule } from "./guard-rule.type.js";

@Resolver(() => GuardDecisionType)
export class GuardDecisionResolver {
  @FieldResolver(() => GuardRuleType, { description: "The rule, as it is now." })
  async rule(
    @Root() decision: GuardDecisionType,
    @Ctx() context: GraphqlContext,
  ): Promise<GuardRuleType> {
    const row = await load(context, guardRuleById, decision.ruleUuid);
    if (row === null) {
      throw new Error("the rule of a guard decision is gone");
    }
    return toGuardRule(row);
  }

  @FieldResolver(() => RecipientType, {
    description: "Whom the code was for; masked without RECIPIENT_READ.",
  })
  async recipient(
    @Root() decision: GuardDecisionType,
    @Ctx() context: GraphqlContext,
  ): Promise<RecipientType> {
    const send = await load(context, sendById, decision.sendUuid);
    if (send === null) {
      throw new Error("the send of a guard decision is gone");
    }
    const opened = context.ports.reads.openRecipient(send);
    return toRecipient(send, opened, holdsScope(context, "RECIPIENT_READ"));
  }
}
