import { ArgsType, Field } from "type-graphql";
import type { ReportDimension, ReportRequest } from "../../reports/report-request.js";
import { TimeRangeInput } from "../time-range.input.js";
import { ReportDimensionEnum } from "./report-dimension.enum.js";
import { ReportFilterInput, toReportRequest } from "./report-filter.input.js";

/** What both reports are asked for with. */
@ArgsType()
export class ReportArgs {
  @Field(() => TimeRangeInput, {
    description: "The stretch of time: at most 400 days, 32 when grouped by HOUR.",
  })
  range!: TimeRangeInput;

  @Field(() => [ReportDimensionEnum], {
    description: "What rows are told apart by, each once; none gives one row.",
  })
  groupBy!: ReportDimension[];

  @Field(() => ReportFilterInput, {
    nullable: true,
    description: "What to count; null counts everything.",
  })
  filter?: ReportFilterInput | null;
}

/** The request behind the arguments. Throws BAD_REQUEST that names the argument. */
export function requestOf({ range, groupBy, filter }: ReportArgs): ReportRequest {
  return toReportRequest(range, groupBy, filter);
}
