import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { StatCell } from "../../core/stats/cell.js";
import type { StatsWindow } from "../../core/stats/window.js";
import type { StatsAudience } from "../../manage/stats/quality.js";
import { type GraphqlContext, load } from "../context.js";
import { OfferType } from "../offers/offer.type.js";
import { DeliveryStatsType, toDeliveryStats } from "./delivery-stats.type.js";
import { StatsAudienceEnum, StatsWindowEnum } from "./stat-enums.js";
import { qualityOfCell } from "./stat-loaders.js";

@Resolver(() => OfferType)
export class OfferStatsResolver {
  @FieldResolver(() => DeliveryStatsType, {
    description:
      "What was measured of this vendor there: at the offer's network, in its whole country, or " +
      "everywhere.",
  })
  async stats(
    @Root() offer: OfferType,
    @Ctx() context: GraphqlContext,
    @Arg("window", () => StatsWindowEnum, {
      nullable: true,
      defaultValue: "LAST_24_HOURS",
      description: "Of when.",
    })
    window?: StatsWindow | null,
    @Arg("audience", () => StatsAudienceEnum, {
      nullable: true,
      defaultValue: "MARKET",
      description: "Of whose attempts.",
    })
    audience?: StatsAudience | null,
  ): Promise<DeliveryStatsType> {
    const scope = { window: window ?? "LAST_24_HOURS", audience: audience ?? "MARKET" } as const;
    const cell = cellOf(offer);
    const quality = await load(context, qualityOfCell, { ...scope, cell });
    return toDeliveryStats(quality, scope, cell);
  }
}

function cellOf({ row }: OfferType): StatCell {
  const { vendorId, channel, country, mcc, mnc } = row;
  return { vendorId, channel, country, network: mcc === null ? null : `${mcc}${mnc ?? ""}` };
}
