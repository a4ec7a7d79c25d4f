import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { StepVendorType } from "../plan/plan-step.type.js";
import { vendorBySlug } from "../vendors/vendor-loaders.js";
import { accountById, marketplaceAccountOf } from "./account-loaders.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

@Resolver(() => StepVendorType)
export class StepVendorResolver {
  @FieldResolver(() => VendorAccountType, {
    description: "The account that is used there: yours, or the marketplace's.",
  })
  async account(
    @Root() step: StepVendorType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorAccountType> {
    const row =
      step.accountUuid === null
        ? await this.#marketplaces(context, step.vendorSlug)
        : await load(context, accountById, step.accountUuid);
    if (row === null) {
      throw new Error(`the marketplace has never had an account at ${step.vendorSlug}`);
    }
    return toVendorAccount(row, context);
  }

  async #marketplaces(context: GraphqlContext, slug: string) {
    const vendor = await load(context, vendorBySlug, slug);
    return vendor === null ? null : load(context, marketplaceAccountOf, vendor.id);
  }
}
