import { Field, Float, Int, ObjectType } from "type-graphql";
import type { FailureClass } from "../../core/otp/status.js";
import type { StatCell } from "../../core/stats/cell.js";
import { failuresOf } from "../../core/stats/tally.js";
import type { Quality, QualityBucket } from "../../manage/stats/quality.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { FailureClassEnum } from "../otp/send-enums.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import type { StatsScope } from "./stat-loaders.js";

@ObjectType("FailureCount", { description: "How many attempts failed for one reason." })
export class FailureCountType {
  @Field(() => FailureClassEnum, { description: "Why they failed." })
  class!: FailureClass;

  @Field(() => Int, { description: "How many there were." })
  count!: number;
}

@ObjectType("StatsBucket", {
  description: "One part of a window; what may not be shown, or has no samples, is null.",
})
export class StatsBucketType {
  @Field(() => DateTimeScalar, { description: "When it begins." })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "When it ends, exclusive; the last one is running." })
  to!: Date;

  @Field(() => Int, { nullable: true, description: "Attempts made in it." })
  attemptCount!: number | null;

  @Field(() => Float, { nullable: true, description: "Delivered / settled, 0 to 1." })
  deliveryRate!: number | null;

  @Field(() => Float, { nullable: true, description: "Success rate, 0 to 1." })
  successRate!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from submission to delivery that 95 % of the delivered kept to.",
  })
  latencyMsP95!: number | null;
}

@ObjectType("DeliveryStats", {
  description:
    "What was measured. Every rate stands beside its sample count. Below the audience's " +
    "threshold every count and rate is null and suppressed is true; a rate without samples is " +
    "null, never 0.",
})
export class DeliveryStatsType {
  @Field(() => Boolean, { description: "True when there is too little of it to be shown." })
  suppressed!: boolean;

  @Field(() => DateTimeScalar, { description: "As of when." })
  asOf!: Date;

  @Field(() => Int, { nullable: true, description: "Attempts that were made." })
  attemptCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Attempts that were handed to the vendor, whatever it answered.",
  })
  submittedCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Attempts that were delivered, undelivered, or accepted 10 minutes ago (e-mail: 60) " +
      "without a receipt.",
  })
  settledCount!: number | null;

  @Field(() => Int, { nullable: true, description: "Attempts that arrived." })
  deliveredCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Attempts whose code was typed in, or reported as such.",
  })
  verifiedCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Attempts of which nobody knows whether the vendor took them.",
  })
  unknownCount!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Delivered / settled, 0 to 1; settled = delivered, undelivered, or accepted 10 minutes ago " +
      "(e-mail: 60) without a receipt: silence counts against the vendor.",
  })
  deliveryRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The lower end of the delivery rate's 95 % interval.",
  })
  deliveryRateLow!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The upper end of the delivery rate's 95 % interval.",
  })
  deliveryRateHigh!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Attempts whose code was typed in / attempts of closed sends, 0 to 1, leaving out those of " +
      "sends that another attempt verified, and those that were called off before they left.",
  })
  successRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The lower end of the success rate's 95 % interval.",
  })
  successRateLow!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The upper end of the success rate's 95 % interval.",
  })
  successRateHigh!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from submission to delivery that half of the delivered kept to.",
  })
  latencyMsP50!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from submission to delivery that 95 % of the delivered kept to.",
  })
  latencyMsP95!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from submission to delivery that 99 % of the delivered kept to.",
  })
  latencyMsP99!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "What all attempts cost, per delivered one, in your tenant's currency (of the market " +
      "without a rate, and for an operator: in US dollars).",
  })
  costPerDelivered!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What all attempts cost, per verified one, in the same currency.",
  })
  costPerVerified!: MoneyType | null;

  @Field(() => [FailureCountType], {
    description: "How many attempts failed for which reason, the most frequent first.",
  })
  failuresByClass!: readonly FailureCountType[];

  scope!: StatsScope;
  cell!: StatCell;
}

/** What was measured in a cell, as the API shows it. */
export function toDeliveryStats(
  { asOf, stats, currency }: Quality,
  scope: StatsScope,
  cell: StatCell,
): DeliveryStatsType {
  const money = (micros: bigint | null | undefined): MoneyType | null =>
    micros === null || micros === undefined ? null : toMoney(micros, currency);
  return instance(DeliveryStatsType, {
    suppressed: stats === null,
    asOf,
    attemptCount: stats?.tally.attempts ?? null,
    submittedCount: stats?.tally.submitted ?? null,
    settledCount: stats?.settled ?? null,
    deliveredCount: stats?.tally.delivered ?? null,
    verifiedCount: stats?.tally.verified ?? null,
    unknownCount: stats?.tally.unknown ?? null,
    deliveryRate: stats?.deliveryRate?.rate ?? null,
    deliveryRateLow: stats?.deliveryRate?.low ?? null,
    deliveryRateHigh: stats?.deliveryRate?.high ?? null,
    successRate: stats?.successRate?.rate ?? null,
    successRateLow: stats?.successRate?.low ?? null,
    successRateHigh: stats?.successRate?.high ?? null,
    latencyMsP50: stats?.latencyMsP50 ?? null,
    latencyMsP95: stats?.latencyMsP95 ?? null,
    latencyMsP99: stats?.latencyMsP99 ?? null,
    costPerDelivered: money(stats?.costPerDeliveredMicros),
    costPerVerified: money(stats?.costPerVerifiedMicros),
    failuresByClass: (stats === null ? [] : failuresOf(stats.tally)).map((failure) =>
      instance(FailureCountType, failure),
    ),
    scope,
    cell,
  });
}

/** One part of a window, as the API shows it. */
export function toStatsBucket({ from, to, stats }: QualityBucket): StatsBucketType {
  return instance(StatsBucketType, {
    from,
    to,
    attemptCount: stats?.tally.attempts ?? null,
    deliveryRate: stats?.deliveryRate?.rate ?? null,
    successRate: stats?.successRate?.rate ?? null,
    latencyMsP95: stats?.latencyMsP95 ?? null,
  });
}
