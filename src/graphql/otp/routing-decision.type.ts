import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { StrategyName } from "../../core/plan/plan.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { DecisionCandidate, ReadableDecision } from "../../core/route/read-decision.js";
import { ChannelEnum } from "../channel.enum.js";
import { HealthStateEnum } from "../health-state.enum.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { StrategyEnum } from "../strategy.enum.js";

@ObjectType("DecisionCandidate", { description: "One vendor that a decision weighed." })
export class DecisionCandidateType {
  @Field(() => ChannelEnum, { description: "The channel of the step." })
  channel!: Channel;

  @Field(() => Float, {
    nullable: true,
    description:
      "What measured routing expected of trying it first and going on from there, after costs, " +
      "as a share of what a verified user is worth; null where it was not asked.",
  })
  score!: number | null;

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

  @Field(() => Float, {
    nullable: true,
    description:
      "How likely a code sent by it is typed in, 0 to 1, as measured until then; null where " +
      "measured routing was not asked.",
  })
  expectedVerifyRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How far its receipts “delivered” were borne out by codes typed in, 0 to 1; null where " +
      "measured routing was not asked.",
  })
  trust!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The attempts that it was weighed by: of the last 24 hours, or, with SMART, of all time, " +
      "older ones counting less; null where the strategy looks at none, or there were too few.",
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
  @Field(() => StrategyEnum, {
    description: "The strategy of the step; SMART where the planner chose among steps.",
  })
  strategy!: StrategyName;

  @Field(() => String, { description: "Why the strategy led to this vendor, in a sentence." })
  reason!: string;

  @Field(() => Float, { description: "The chance with which this vendor was drawn, 0 to 1." })
  propensity!: number;

  @Field(() => Int, { description: "How many milliseconds the vendor gets to reach the goal." })
  waitMs!: number;

  @Field(() => String, { description: "Where that wait comes from, in a sentence." })
  waitReason!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      "By how much prices counted more than once, so that a budget lasts its period: 0 where " +
      "none binds, null where measured routing was not asked.",
  })
  shadowPrice!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How likely a genuine person asked, judged by the block of numbers, 0 to 1; null where " +
      "measured routing was not asked.",
  })
  genuine!: number | null;

  @Field(() => [DecisionCandidateType], {
    description:
      "Every vendor of the step, in its order; of all steps where the planner chose among them. " +
      "Behind the best 12 only why they were left out.",
  })
  candidates!: readonly DecisionCandidateType[];
}

/** A decision as the API shows it. */
export function toRoutingDecision(decision: ReadableDecision): RoutingDecisionType {
  const { strategy, reason, propensity, waitMs, waitReason, shadowPrice, genuine } = decision;
  return instance(RoutingDecisionType, {
    ...{ strategy, reason, propensity, waitMs, waitReason, shadowPrice, genuine },
    candidates: decision.candidates.map((candidate) => {
      const { channel, price, probability, breaker, chosen, skippedBecause } = candidate;
      const { score, expectedVerifyRate, trust } = candidate;
      return instance(DecisionCandidateType, {
        ...{ channel, probability, breaker, chosen, skippedBecause, candidate },
        ...{ score, expectedVerifyRate, trust },
        evidenceCount: candidate.evidenceCount,
        price: price === null ? null : toMoney(price.micros, price.currency),
      });
    }),
  });
}
