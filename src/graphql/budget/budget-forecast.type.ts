import { Field, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../money.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("BudgetForecast", {
  description:
    "What a budget will have spent when its period ends, from the tenant's own rhythm: to what " +
    "is used, the mean of each hour of the week to come is added, over up to 6 weeks, later " +
    "weeks counting more (half-life 14 days).",
})
export class BudgetForecastType {
  @Field(() => MoneyType, { description: "Spent and held at the period's end, as expected." })
  spend!: MoneyType;

  @Field(() => MoneyType, {
    description:
      "The lower end of the 90 % interval; never below what is used. The interval is Student's " +
      "for a sum of m further days after n days of history: t · s · √(m + m · max(m, 7) / n), s " +
      "the deviation of whole days from the rhythm (Hahn, Meeker: Statistical Intervals, ch. 4).",
  })
  low!: MoneyType;

  @Field(() => MoneyType, { description: "The upper end of the 90 % interval." })
  high!: MoneyType;

  @Field(() => Int, { description: "Whole days of history that it was learnt from: 7 to 42." })
  historyDays!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the expected spending reaches the limit, now when it has; null when it does not " +
      "before the period ends.",
  })
  exhaustedAt!: Date | null;
}
