import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { readCostOutlook } from "../../reports/cost-outlook.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { inSnapshot } from "../reports/report-loaders.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { VendorType } from "../vendors/vendor.type.js";
import { CostOutlookRowType, CostOutlookType, toCostOutlook } from "./cost-outlook.type.js";

@Resolver(() => CostOutlookRowType)
export class CostOutlookResolver {
  @Query(() => CostOutlookType, {
    nullable: true,
    description:
      "What next month would cost under the prices that take effect then; null until the tenant " +
      "has sent for a day. Needs BILLING_READ.",
  })
  async costOutlook(@Ctx() context: GraphqlContext): Promise<CostOutlookType | null> {
    const { tenantId } = requireTenant(context, "BILLING_READ");
    const outlook = await inSnapshot(context, tenantId, (db) =>
      readCostOutlook(db, tenantId, context.now()),
    );
    return outlook === null ? null : toCostOutlook(outlook);
  }

  @FieldResolver(() => VendorType, { description: "The vendor." })
  vendor(@Root() row: CostOutlookRowType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, row.vendorUuid);
  }
}
