import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { vendorBySlug } from "../vendors/vendor-loaders.js";
import { toVendor, VendorType } from "../vendors/vendor.type.js";
import { mustBeThere } from "./plan-loaders.js";
import { VendorShareType } from "./plan-estimate.type.js";

@Resolver(() => VendorShareType)
export class VendorShareResolver {
  @FieldResolver(() => VendorType, { description: "The vendor." })
  async vendor(
    @Root() share: VendorShareType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorType> {
    const row = await load(context, vendorBySlug, share.vendorSlug);
    return toVendor(mustBeThere(row, "a vendor of an estimated plan"));
  }
}
