import { Field, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("ReportRange", { description: "The stretch of time of a report: from <= t < to." })
export class ReportRangeType {
  @Field(() => DateTimeScalar, { description: "The first moment in it." })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "The first moment behind it." })
  to!: Date;
}
