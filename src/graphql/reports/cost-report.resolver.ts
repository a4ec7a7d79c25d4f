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
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { CostReportRowType, CostReportType, toCostReportRow, toKey } from "./cost-report.type.js";
import { LookUpCostsType, toLookUpCosts } from "./look-up-costs.type.js";
import { ReportArgs, requestOf } from "./report-args.js";
import { costReports } from "./report-loaders.js";
import { reportRows } from "./report-pages.js";
import { ReportRangeType } from "./report-range.type.js";

const CostReportRowConnection = connectionType("CostReportRow", () => CostReportRowType);

@Resolver(() => CostReportType)
export class CostReportResolver {
  @Query(() => CostReportType, {
    description:
      "What attempts cost whose holds were taken in a stretch of time; needs BILLING_READ.",
  })
  costReport(
    @Ctx() context: GraphqlContext,
    @Args(() => ReportArgs) args: ReportArgs,
  ): CostReportType {
    requireTenant(context, "BILLING_READ");
    const request = requestOf(args);
    const { from, to } = request;
    return instance(CostReportType, { range: instance(ReportRangeType, { from, to }), request });
  }

  @FieldResolver(() => CurrencyCodeScalar, { description: "The tenant's currency." })
  async currency(@Ctx() context: GraphqlContext): Promise<string> {
    return await context.ports.reads.currencyOf(requireTenant(context).tenantId);
  }

  @FieldResolver(() => CostReportRowConnection, {
    description: "The rows, ordered by their keys; of the same moment as the total.",
  })
  async rows(
    @Ctx() context: GraphqlContext,
    @Root() { request }: CostReportType,
    @Arg("first", () => Int, { nullable: true, defaultValue: 100, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null | undefined,
  ): Promise<Connection<CostReportRowType>> {
    const ask = { report: "cost", reports: costReports, request, first, after } as const;
    return await reportRows(context, ask, ({ names, figures }, { tenant }) =>
      toCostReportRow(figures, toKey(request.groupBy, names), tenant.currency),
    );
  }

  @FieldResolver(() => CostReportRowType, {
    description: "All rows as one: money adds up, sends are distinct over all of them.",
  })
  async total(
    @Ctx() context: GraphqlContext,
    @Root() { request }: CostReportType,
  ): Promise<CostReportRowType> {
    const { total, tenant } = await load(context, costReports, { request, page: null });
    return toCostReportRow(total, [], tenant.currency);
  }

  @FieldResolver(() => LookUpCostsType, {
    description:
      "What look-ups of numbers cost in the range, which are no attempts and in no row: with the " +
      "total they are what the ledger and the budgets hold. Of the same moment as the total.",
  })
  async lookUps(
    @Ctx() context: GraphqlContext,
    @Root() { request }: CostReportType,
  ): Promise<LookUpCostsType> {
    const { lookUps, tenant } = await load(context, costReports, { request, page: null });
    return toLookUpCosts(lookUps, tenant.currency);
  }

  @FieldResolver(() => Boolean, {
    description:
      "True when nothing can change any more: no money in it is HELD or MAYBE, and it ended more " +
      "than 72 hours ago.",
  })
  async isFinal(
    @Ctx() context: GraphqlContext,
    @Root() { request }: CostReportType,
  ): Promise<boolean> {
    return (await load(context, costReports, { request, page: null })).isFinal;
  }
}
