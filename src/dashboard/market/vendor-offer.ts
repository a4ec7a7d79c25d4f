import type { VendorPageQuery } from "./market.generated.js";

export type Vendor = NonNullable<VendorPageQuery["vendor"]>;
export type VendorOffer = Vendor["offers"]["nodes"][number];
