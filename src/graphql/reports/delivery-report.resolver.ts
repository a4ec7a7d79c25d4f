import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { requireTenant } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { instance } from "../instance.js";
import { toKey } from "./cost-report.type.js";
import {
  DeliveryReportRowType,
  DeliveryReportType,
  toDeliveryReportRow,
} from "./delivery-report.type.js";
import { ReportArgs, requestOf } from "./report-args.js";
import { deliveryReports } from "./report-loaders.js";
import { reportRows } from "./report-pages.js";
import { ReportRangeType } from "./report-range.type.js";

const DeliveryReportRowConnection = connectionType(
  "DeliveryReportRow",
  () => DeliveryReportRowType,
);

@Resolver(() => DeliveryReportType)
export class DeliveryReportResolver {
  @Query(() => DeliveryReportType, {
    description: "What became of the sends that were accepted in a stretch of time.",
  })
  deliveryReport(
    @Ctx() context: GraphqlContext,
    @Args(() => ReportArgs) args: ReportArgs,
  ): DeliveryReportType {
    requireTenant(context);
    const request = requestOf(args);
    const { from, to } = request;
    return instance(DeliveryReportType, {
      range: instance(ReportRangeType, { from, to }),
      request,
    });
  }

  @FieldResolver(() => DeliveryReportRowConnection, {
    description: "The rows, ordered by their keys; of the same moment as the total.",
  })
  async rows(
    @Ctx() context: GraphqlContext,
    @Root() { request }: DeliveryReportType,
    @Arg("first", () => Int, { nullable: true, defaultValue: 100, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null | undefined,
  ): Promise<Connection<DeliveryReportRowType>> {
    const ask = { report: "delivery", reports: deliveryReports, request, first, after } as const;
    return await reportRows(context, ask, ({ names, figures }) =>
      toDeliveryReportRow(figures, toKey(request.groupBy, names)),
    );
  }

  @FieldResolver(() => DeliveryReportRowType, {
    description:
      "All sends as one row, worked out over all of them: no sum of rows where a send is in " +
      "several.",
  })
  async total(
    @Ctx() context: GraphqlContext,
    @Root() { request }: DeliveryReportType,
  ): Promise<DeliveryReportRowType> {
    const { total } = await load(context, deliveryReports, { request, page: null });
    return toDeliveryReportRow(total);
  }
}
