import {
  PlanNamesDocument,
  type PlanNamesQuery,
  VendorNamesDocument,
  type VendorNamesQuery,
} from "./names.generated.js";
import { type Pages, usePages } from "./use-pages.js";

export type VendorName = VendorNamesQuery["vendors"]["nodes"][number];
export type PlanName = PlanNamesQuery["plans"]["nodes"][number];

const whole = { isWhole: true };
const vendorsOf = (data: VendorNamesQuery) => data.vendors;
const plansOf = (data: PlanNamesQuery) => data.plans;
const none: readonly never[] = [];

/** All vendors of the market, to choose from and to be called by their names. */
export function useVendorNames(): readonly VendorName[] {
  return usePages(VendorNamesDocument, {}, vendorsOf, whole).rows ?? none;
}

/** The tenant's plans, likewise. */
export function usePlanNames(): readonly PlanName[] {
  return usePlanList().rows ?? none;
}

/** The same with what became of reading them. */
export function usePlanList(): Pages<PlanNamesQuery, PlanName> {
  return usePages(PlanNamesDocument, {}, plansOf, { isWhole: true, isFresh: true });
}
