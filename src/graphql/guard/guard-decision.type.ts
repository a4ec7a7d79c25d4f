import { Field, ObjectType } from "type-graphql";
import { guardWords } from "../../core/guard/guard-facts.js";
import type { MessageLocale } from "../../core/errors.js";
import type { GuardDecision } from "../../manage/guard/ports.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("GuardDecision", { description: "What a guard rule found in a send." })
export class GuardDecisionType {
  @Field(() => DateTimeScalar, { description: "When it looked." })
  at!: Date;

  @Field(() => Boolean, {
    description: "True when the send was refused; false when the rule only watches or let it pass.",
  })
  blocked!: boolean;

  @Field(() => String, { description: "What it found, in the language of Accept-Language." })
  reason!: string;

  /** For the links. */
  ruleUuid!: string;
  sendUuid!: string;
}

/** A decision as the API shows it. */
export function toGuardDecision(row: GuardDecision, locale: MessageLocale): GuardDecisionType {
  return instance(GuardDecisionType, {
    at: row.at,
    blocked: row.isBlocked,
    reason: guardWords(row.facts, locale),
    ruleUuid: row.ruleId,
    sendUuid: row.sendId,
  });
}
