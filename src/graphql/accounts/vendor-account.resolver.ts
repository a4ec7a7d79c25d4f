import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { PlanType, toPlan } from "../plan/plan.type.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { plansNaming } from "./account-loaders.js";
import { VendorAccountType } from "./vendor-account.type.js";

@Resolver(() => VendorAccountType)
export class VendorAccountResolver {
  @FieldResolver(() => VendorType, { description: "The vendor that it is at." })
  vendor(@Root() account: VendorAccountType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, account.row.vendorId);
  }

  @FieldResolver(() => [PlanType], {
    description:
      "Your plans in force that name it, by key, 100 at most: what disconnecting it would break. " +
      "The marketplace's accounts are used by whoever names their vendor, and list none.",
  })
  async plans(
    @Root() account: VendorAccountType,
    @Ctx() context: GraphqlContext,
  ): Promise<PlanType[]> {
    const rows =
      account.row.tenantId === null ? [] : await load(context, plansNaming, account.row.id);
    return rows.map(toPlan);
  }
}
