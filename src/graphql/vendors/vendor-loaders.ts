import type { HealthFacts, VendorRow } from "../../manage/vendors/ports.js";
import { requireKey } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";
import { toVendor, type VendorType } from "./vendor.type.js";

export const vendorById = loaderByText<VendorRow | null>((context, ids) =>
  context.ports.catalogue.vendors.vendorsById(requireKey(context), ids),
);

export const vendorBySlug = loaderByText<VendorRow | null>((context, slugs) =>
  context.ports.catalogue.vendors.vendorsBySlug(requireKey(context), slugs),
);

export const countriesOfVendor = loaderByText<readonly string[]>((context, ids) =>
  context.ports.catalogue.vendors.countriesOfVendors(requireKey(context), ids),
);

export const healthOfVendor = loaderByText<HealthFacts>((context, ids) =>
  context.ports.catalogue.vendors.healthOfVendors(requireKey(context), ids),
);

/** The vendor that a row names; vendors are never deleted. */
export async function vendorOf(context: GraphqlContext, vendorId: string): Promise<VendorType> {
  const row = await load(context, vendorById, vendorId);
  if (row === null) {
    throw new Error("a row names a vendor that is not there");
  }
  return toVendor(row);
}
