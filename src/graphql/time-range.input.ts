import { Field, InputType } from "type-graphql";
import { DateTimeScalar } from "./scalars/date-time.js";

@InputType("TimeRange", { description: "A stretch of time, half-open: from <= t < to." })
export class TimeRangeInput {
  @Field(() => DateTimeScalar, { description: "The first moment in it." })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "The first moment behind it." })
  to!: Date;
}
