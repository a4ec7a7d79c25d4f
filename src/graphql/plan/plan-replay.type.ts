import { Field, Float, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import { replayRefusalWords } from "../../core/route/replay/refusal-words.js";
import type { ReplayEstimate, ReplayOutcome } from "../../core/route/replay/replay-log.js";
import type { ReplayedPlan } from "../../manage/replay/replay-plan.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("Estimate", { description: "A number with the interval that is to cover the truth." })
export class EstimateType {
  @Field(() => Float, { nullable: true, description: "The number; null when it is not known." })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: "The interval's lower end; null likewise." })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: "The interval's upper end; null likewise." })
  high!: number | null;
}

@ObjectType("MoneyEstimate", {
  description: "An amount with the interval that is to cover the truth.",
})
export class MoneyEstimateType {
  @Field(() => MoneyType, { nullable: true, description: "The amount; null when not known." })
  value!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The interval's lower end; null likewise.",
  })
  low!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The interval's upper end; null likewise.",
  })
  high!: MoneyType | null;
}

@ObjectType("ReplayOutcome", { description: "What sends came to, or would have come to." })
export class ReplayOutcomeType {
  @Field(() => EstimateType, { description: "Verified sends / sends, 0 to 1." })
  successRate!: EstimateType;

  @Field(() => EstimateType, { description: "Sends with a message reported delivered / sends." })
  deliveryRate!: EstimateType;

  @Field(() => MoneyEstimateType, { description: "Mean cost of a send, in your currency." })
  costPerSend!: MoneyEstimateType;

  @Field(() => EstimateType, {
    description: "Milliseconds to the first delivery that 95 % of the delivered sends keep to.",
  })
  timeToDeliverMsP95!: EstimateType;
}

@ObjectType("ReplayGap", { description: "A country whose sends a replay says nothing of." })
export class ReplayGapType {
  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country; null = sends to e-mail addresses alone.",
  })
  country!: string | null;

  @Field(() => Int, { description: "How many of the looked-at sends it is." })
  sendCount!: number;

  @Field(() => String, { description: "Why nothing can be said, and what would change that." })
  reason!: string;
}

@ObjectType("PlanReplay", {
  description:
    "What a candidate plan would have done with traffic that was really sent, estimated from " +
    "logged choices.",
})
export class PlanReplayType {
  @Field(() => Int, {
    description: "How many sends it was held against; those of countries left out do not count.",
  })
  sendCount!: number;

  @Field(() => Int, {
    description: "Of a long range one in so many sends was looked at; 1 = all of them.",
  })
  sampledEvery!: number;

  @Field(() => [ReplayGapType], {
    description:
      "Countries left out, of what really happened as of what would have; the most sends first. " +
      "Where they are most of the sends, there is no answer.",
  })
  leftOut!: ReplayGapType[];

  @Field(() => Float, {
    nullable: true,
    description:
      "The least effective number of attempts behind any attempt of the candidate, your own and " +
      "a part of other tenants'; null when none was looked at.",
  })
  effectiveSampleSize!: number | null;

  @Field(() => DateTimeScalar, { description: "The first moment of the range." })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "The first moment behind the range." })
  to!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      "Why there is no answer, and what would make one possible: too little evidence, or a first " +
      "route whose receipts cannot be trusted; then the outcomes are null.",
  })
  refusedBecause!: string | null;

  @Field(() => ReplayOutcomeType, { nullable: true, description: "What really happened." })
  actual!: ReplayOutcomeType | null;

  @Field(() => ReplayOutcomeType, {
    nullable: true,
    description: "What the candidate would have come to.",
  })
  candidate!: ReplayOutcomeType | null;
}

/** A replay as the API shows it. */
export function toPlanReplay(replay: ReplayedPlan, locale: MessageLocale): PlanReplayType {
  const { sendCount, effective, range, refusal, actual, candidate, currency } = replay;
  return instance(PlanReplayType, {
    sendCount,
    sampledEvery: replay.sampledEvery,
    leftOut: replay.leftOut.map((gap) =>
      instance(ReplayGapType, {
        country: gap.country === "" ? null : gap.country,
        sendCount: gap.sendCount,
        reason: replayRefusalWords(gap.refusal, locale),
      }),
    ),
    effectiveSampleSize: effective,
    from: range.from,
    to: range.to,
    refusedBecause: refusal === null ? null : replayRefusalWords(refusal, locale),
    actual: actual === null ? null : toOutcome(actual, currency),
    candidate: candidate === null ? null : toOutcome(candidate, currency),
  });
}

function toOutcome(outcome: ReplayOutcome, currency: string): ReplayOutcomeType {
  const { successRate, deliveryRate, costMicros, timeToDeliverMsP95 } = outcome;
  const money = (micros: number): MoneyType => toMoney(BigInt(Math.round(micros)), currency);
  return instance(ReplayOutcomeType, {
    successRate: toEstimate(successRate),
    deliveryRate: toEstimate(deliveryRate),
    costPerSend: instance(MoneyEstimateType, {
      value: money(costMicros.value),
      low: money(costMicros.low),
      high: money(costMicros.high),
    }),
    timeToDeliverMsP95: toEstimate(timeToDeliverMsP95),
  });
}

function toEstimate(found: ReplayEstimate | null): EstimateType {
  return instance(EstimateType, found === null ? { value: null, low: null, high: null } : found);
}
