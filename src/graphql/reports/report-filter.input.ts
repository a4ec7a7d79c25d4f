import { Field, ID, InputType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import {
  type ReportDimension,
  type ReportFilter,
  reportProblem,
  type ReportRequest,
} from "../../reports/report-request.js";
import { ChannelEnum } from "../channel.enum.js";
import { badRequest } from "../errors.js";
import { present, uuidOf } from "../otp/event-filter.input.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import type { TimeRangeInput } from "../time-range.input.js";

@InputType("ReportFilter", {
  description: "What a report counts; all conditions that are given must hold.",
})
export class ReportFilterInput {
  @Field(() => [ID], { nullable: true, description: "Sends through one of these plans only." })
  planIds?: string[] | null;

  @Field(() => [ChannelEnum], {
    nullable: true,
    description: "Attempts on one of these channels only.",
  })
  channels?: Channel[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Attempts at one of these vendors only, by slug.",
  })
  vendors?: string[] | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "Numbers of these countries only; e-mail has none.",
  })
  countries?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Sends for one of these purposes only; an empty one is for those without any.",
  })
  purposes?: string[] | null;
}

/** The filter with decoded ids; an id of nothing matches nothing. */
export function toReportFilter(input: ReportFilterInput | null | undefined): ReportFilter {
  const { planIds, channels, vendors, countries, purposes } = input ?? {};
  return present({
    planIds: planIds?.map((id) => uuidOf("plan", id) ?? ""),
    ...{ channels, vendors, countries, purposes },
  });
}

/** What a query asks of a report. Throws BAD_REQUEST that names the field and the rule. */
export function toReportRequest(
  range: TimeRangeInput,
  groupBy: readonly ReportDimension[],
  filter: ReportFilterInput | null | undefined,
): ReportRequest {
  const { from, to } = range;
  const request = { from, to, groupBy, filter: toReportFilter(filter) };
  const problem = reportProblem(request);
  if (problem !== null) {
    throw badRequest(problem.field, problem.rule);
  }
  return request;
}
