import type { Page } from "../../flow/reads.js";
import type { OfferPriceVersion, OfferRow } from "../../manage/rates/ports.js";
import { requireKey } from "../auth.js";
import { type LoaderKind, loaderByText } from "../context.js";
import { compareCurrency } from "./offer-pages.js";

export const offerById = loaderByText<OfferRow | null>(async (context, ids) => {
  const currency = await compareCurrency(context);
  const { offers } = context.ports.catalogue;
  return offers.offersById(requireKey(context), ids, currency, context.now());
});

export const upcomingPriceOfOffer = loaderByText<OfferPriceVersion | null>((context, ids) =>
  context.ports.catalogue.offers.upcomingPrices(requireKey(context), ids, context.now()),
);

export interface PriceHistoryKey {
  readonly offerId: string;
  readonly limit: number;
  readonly before: Date | null;
}

/** Pages of offers' price histories; pages of one size and place are one statement. */
export const priceHistoryOfOffer: LoaderKind<PriceHistoryKey, Page<OfferPriceVersion>> = {
  keyText: (key) => `${key.offerId} ${pageText(key)}`,
  async batch(context, keys) {
    const pages = new Map<PriceHistoryKey, Page<OfferPriceVersion>>();
    for (const group of Map.groupBy(keys, pageText).values()) {
      const [first] = group;
      if (first !== undefined) {
        const { offers } = context.ports.catalogue;
        const ids = group.map(({ offerId }) => offerId);
        const viewer = requireKey(context);
        const read = await offers.priceHistories(viewer, ids, first.limit, first.before);
        group.forEach((key, index) => pages.set(key, read[index] as Page<OfferPriceVersion>));
      }
    }
    return keys.map((key) => pages.get(key) as Page<OfferPriceVersion>);
  },
};

function pageText({ limit, before }: PriceHistoryKey): string {
  return `${limit} ${before?.toISOString() ?? ""}`;
}
