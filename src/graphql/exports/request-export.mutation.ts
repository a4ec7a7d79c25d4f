import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { type ExportFormat, type ExportKind, showsMoney } from "../../core/exports/export-kind.js";
import { requestExport } from "../../manage/exports/request-export.js";
import type { ReportDimension } from "../../reports/report-request.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { ReportDimensionEnum } from "../reports/report-dimension.enum.js";
import { ReportFilterInput, toReportFilter } from "../reports/report-filter.input.js";
import { TimeRangeInput } from "../time-range.input.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ExportFormatEnum, ExportKindEnum } from "./export-enums.js";
import { ExportType, toExport } from "./export.type.js";

const RequestExportUserError = userErrorType("requestExport", { retryAfter: true });

@InputType("RequestExportInput", { description: "What to export." })
export class RequestExportInput {
  @Field(() => ExportKindEnum, { description: "What the export holds." })
  kind!: ExportKind;

  @Field(() => ExportFormatEnum, { description: "Its form." })
  format!: ExportFormat;

  @Field(() => TimeRangeInput, {
    description: "The rows of which time; 400 days at most, 32 when grouped by HOUR.",
  })
  range!: TimeRangeInput;

  @Field(() => [ReportDimensionEnum], {
    nullable: true,
    description: "What a report's rows are told apart by; for reports, and only then.",
  })
  groupBy?: ReportDimension[] | null;

  @Field(() => ReportFilterInput, {
    nullable: true,
    description:
      "Which rows; of SENDS those with an attempt on such a channel and at such a vendor.",
  })
  filter?: ReportFilterInput | null;
}

@ObjectType("RequestExportPayload", { description: "What requestExport did." })
export class RequestExportPayload {
  @Field(() => ExportType, {
    nullable: true,
    description: "The export, which is made in the background; null when it was refused.",
  })
  export!: ExportType | null;

  @Field(() => [RequestExportUserError], { description: "Why it was refused; empty when not." })
  userErrors!: InstanceType<typeof RequestExportUserError>[];
}

@Resolver()
export class RequestExportMutation {
  @Mutation(() => RequestExportPayload, {
    description:
      "Asks for rows as a file; watch exportProgress, then read downloadUrl. COST_LINES, " +
      "COST_REPORT and LEDGER need BILLING_READ; three of a tenant are made at a time.",
  })
  async requestExport(
    @Arg("input", () => RequestExportInput, { description: "What to export." })
    input: RequestExportInput,
    @Ctx() context: GraphqlContext,
  ): Promise<RequestExportPayload> {
    const { kind, format, range } = input;
    const viewer = showsMoney(kind)
      ? requireTenant(context, "BILLING_READ")
      : requireTenant(context);
    const request = {
      ...{ kind, format, from: range.from, to: range.to },
      groupBy: input.groupBy ?? [],
      filter: toReportFilter(input.filter),
    };
    const result = await requestExport(context.ports.exports, viewer, request, context.now());
    return instance(RequestExportPayload, {
      export: result.ok ? toExport(result.value, context) : null,
      userErrors: result.ok
        ? []
        : toUserErrors(RequestExportUserError, result.errors, context.locale),
    });
  }
}
