import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { StrategyName } from "../../core/plan/plan.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { DecisionCandidate, ReadableDecision } from "../../core/route/decision.js";
import { ChannelEnum } from "../channel.enum.js";
import { HealthStateEnum } from "../health-state.enum.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { StrategyEnum } from "../strategy.enum.js";

@ObjectType("DecisionCandidate", { description: "One vendor that a decision weighed." })
export class DecisionCandidateType {
  @Field(() => ChannelEnum, { description: "The channel of the step." })
  channel!: Channel;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "Its price per part in the vendor's currency; null when it offers nothing there, or " +
      "without BILLING_READ.",
  })
  price!: MoneyType | null;

  @Field(() => Float, {
    nullable: true,
    description: "The chance with which it was drawn, 0 to 1.",
  })
  probability!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The attempts of the last 24 hours that it was weighed by; null where the strategy does " +
      "not look at them, or there were too few.",
  })
  evidenceCount!: number | null;

  @Field(() => HealthStateEnum, { nullable: true, description: "How its breaker stood then." })
  breaker!: HealthState | null;

  @Field(() => Boolean, { description: "True for the one that was taken." })
  chosen!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why it could not be taken; null when it could.",
  })
  skippedBecause!: string | null;

  candidate!: DecisionCandidate;
}

@ObjectType("RoutingDecision", {
  description: "Why this vendor was taken; kept with the attempt for good.",
})
export class RoutingDecisionType {
  @Field(() => StrategyEnum, { description: "The strategy of the step." })
  strategy!: StrategyName;

  @Field(() => String, { description: "Why the strategy led to this vendor, in a sentence." })
  reason!: string;

  @Field(() => Float, { description: "The chance with which this vendor was drawn, 0 to 1." })
  propensity!: number;

  @Field(() => Int, { description: "How many milliseconds the vendor gets to reach the goal." })
  waitMs!: number;

  @Field(() => String, { description: "Where that wait comes from, in a sentence." })
  waitReason!: string;

  @Field(() => [DecisionCandidateType], { description: "Every vendor of the step, in its order." })
  candidates!: readonly DecisionCandidateType[];
}

/**
 * A decision as the API shows it.
 *
 * @param showsPrices true with the scope BILLING_READ
 */
export function toRoutingDecision(
  decision: ReadableDecision,
  showsPrices: boolean,
): RoutingDecisionType {
  const { strategy, reason, propensity, waitMs, waitReason } = decision;
  return instance(RoutingDecisionType, {
    ...{ strategy, reason, propensity, waitMs, waitReason },
    candidates: decision.candidates.map((candidate) => {
      const { channel, price, probability, breaker, chosen, skippedBecause } = candidate;
      return instance(DecisionCandidateType, {
        ...{ channel, probability, breaker, chosen, skippedBecause, candidate },
        evidenceCount: candidate.evidenceCount,
        price: price === null || !showsPrices ? null : toMoney(price.micros, price.currency),
      });
    }),
  });
}
