import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { accountById } from "../accounts/account-loaders.js";
import { toVendorAccount, VendorAccountType } from "../accounts/vendor-account.type.js";
import { type GraphqlContext, load } from "../context.js";
import { AttemptType } from "../otp/attempt.type.js";
import { VendorType } from "./vendor.type.js";
import { vendorOf } from "./vendor-loaders.js";

@Resolver(() => AttemptType)
export class AttemptVendorResolver {
  @FieldResolver(() => VendorType, { description: "The vendor that it goes by." })
  vendor(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, attempt.row.vendorId);
  }

  @FieldResolver(() => VendorAccountType, { description: "The account that it goes by." })
  async account(
    @Root() attempt: AttemptType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorAccountType> {
    const row = await load(context, accountById, attempt.row.accountId);
    if (row === null) {
      throw new Error("an attempt names an account that is not there");
    }
    return toVendorAccount(row, context);
  }
}
