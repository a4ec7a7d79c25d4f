/** What an adapter may be able to do beyond sending, in a closed list. */
export const vendorFeatures = [
  "DELIVERY_RECEIPTS",
  "READ_RECEIPTS",
  "CUSTOM_CODE",
  "UNICODE",
  "REFUND_UNDELIVERED",
  "PRICE_IN_RECEIPT",
  "NUMBER_CHECK",
] as const;
/** One thing that an adapter can do beyond sending. */
export type VendorFeature = (typeof vendorFeatures)[number];
