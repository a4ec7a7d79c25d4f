import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphqlContext } from "../context.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { VendorAccountType } from "./vendor-account.type.js";

@Resolver(() => VendorAccountType)
export class VendorAccountResolver {
  @FieldResolver(() => VendorType, { description: "The vendor that it is at." })
  vendor(@Root() account: VendorAccountType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, account.row.vendorId);
  }
}
