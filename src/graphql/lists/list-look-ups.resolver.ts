import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { accountById } from "../accounts/account-loaders.js";
import { toVendorAccount, VendorAccountType } from "../accounts/vendor-account.type.js";
import { type GraphqlContext, load } from "../context.js";
import { ListLookUpsType } from "./list-look-ups.type.js";

@Resolver(() => ListLookUpsType)
export class ListLookUpsResolver {
  @FieldResolver(() => VendorAccountType, {
    nullable: true,
    description: "At which account numbers are looked up.",
  })
  async account(
    @Root() { accountId }: ListLookUpsType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorAccountType | null> {
    const row = await load(context, accountById, accountId);
    return row === null ? null : toVendorAccount(row, context);
  }
}
