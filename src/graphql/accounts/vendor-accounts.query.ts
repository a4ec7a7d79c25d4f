import { Ctx, Query, Resolver } from "type-graphql";
import { requireKey } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

@Resolver()
export class VendorAccountsQuery {
  @Query(() => [VendorAccountType], {
    description:
      "Your own accounts at vendors and the marketplace's, connected ones first, then by age.",
  })
  async vendorAccounts(@Ctx() context: GraphqlContext): Promise<VendorAccountType[]> {
    const rows = await context.ports.catalogue.accounts.accounts(requireKey(context));
    return rows.map((row) => toVendorAccount(row, context));
  }
}
