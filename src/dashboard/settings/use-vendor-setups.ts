import { type Pages, usePages } from "../app/use-pages.js";
import {
  type VendorSetupFactsFragment,
  VendorSetupsDocument,
  type VendorSetupsQuery,
} from "./settings.generated.js";

const vendorsOf = (data: VendorSetupsQuery) => data.vendors;

/** Every vendor with what its adapter asks for. */
export function useVendorSetups(): Pages<VendorSetupsQuery, VendorSetupFactsFragment> {
  return usePages(VendorSetupsDocument, {}, vendorsOf, { isWhole: true });
}
