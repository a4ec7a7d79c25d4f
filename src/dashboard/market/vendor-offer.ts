import { finestTold } from "./finest-told.js";
import type {
  TimelinePartFragment,
  VendorOffersQuery,
  VendorPageQuery,
} from "./market.generated.js";

export type Vendor = NonNullable<VendorPageQuery["vendor"]>;
export type VendorOffer = NonNullable<VendorOffersQuery["vendor"]>["offers"]["nodes"][number];

/** How an offer did over its window, as finely as may be told. */
export function timelineOf({ stats }: VendorOffer): readonly TimelinePartFragment[] {
  return finestTold(stats.fine, stats.middle, stats.coarse);
}
