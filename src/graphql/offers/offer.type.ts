import { Field, Float, ID, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import { networkName } from "../../core/network.js";
import type { BillingTrigger, Channel } from "../../core/otp/status.js";
import type { OfferPriceVersion, OfferRow } from "../../manage/rates/ports.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { NetworkType } from "../network.type.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

const BillingTriggerEnum = enumType<BillingTrigger>(
  "BillingTrigger",
  "When a vendor bills for a message.",
  {
    SUBMITTED: "When it takes the message, whether or not it arrives.",
    DELIVERED: "When the message arrived.",
  },
);

@ObjectType("OfferPrice", { description: "One version of an offer's price." })
export class OfferPriceType {
  @Field(() => MoneyType, {
    description: "The price per message part, call or e-mail, in the vendor's currency.",
  })
  price!: MoneyType;

  @Field(() => BillingTriggerEnum, { description: "When the vendor bills under it." })
  billedOn!: BillingTrigger;

  @Field(() => DateTimeScalar, { description: "From when it holds." })
  effectiveFrom!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when it holds, exclusive; null = until further notice.",
  })
  effectiveUntil!: Date | null;

  @Field(() => String, { description: "Where it comes from." })
  source!: string;
}

/** A version of a price as the API shows it. */
export function toOfferPrice(row: OfferPriceVersion): OfferPriceType {
  const { billedOn, effectiveFrom, effectiveUntil, source } = row;
  const price = toMoney(row.priceMicros, row.currency);
  return instance(OfferPriceType, { price, billedOn, effectiveFrom, effectiveUntil, source });
}

@ObjectType("Offer", {
  implements: Node,
  description: "A vendor's price for one channel to one destination.",
})
export class OfferType implements Node {
  @Field(() => ID, { description: "The offer's id." })
  id!: string;

  @Field(() => ChannelEnum, { description: "The channel that it is for." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is for; null = everywhere.",
  })
  country!: string | null;

  @Field(() => MoneyType, {
    description: "The price in force, per message part, call or e-mail, in the vendor's currency.",
  })
  price!: MoneyType;

  @Field(() => BillingTriggerEnum, { description: "When the vendor bills." })
  billedOn!: BillingTrigger;

  @Field(() => DateTimeScalar, { description: "From when this price holds." })
  effectiveFrom!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when this price holds, exclusive; null = until further notice.",
  })
  effectiveUntil!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: "The delivery rate that the vendor claims, 0 to 1; null = it claims none.",
  })
  declaredDeliveryRate!: number | null;

  @Field(() => NetworkType, {
    nullable: true,
    description: "The network that it is for; null = the whole country.",
  })
  network!: NetworkType | null;

  row!: OfferRow;
}

/** An offer as the API shows it. */
export function toOffer(row: OfferRow): OfferType {
  const { channel, country, mcc, mnc, billedOn, effectiveFrom, effectiveUntil } = row;
  return instance(OfferType, {
    id: encodeId("offer", row.id),
    channel,
    country,
    price: toMoney(row.priceMicros, row.currency),
    billedOn,
    effectiveFrom,
    effectiveUntil,
    declaredDeliveryRate: row.declaredDeliveryRate,
    network:
      mcc === null || mnc === null
        ? null
        : instance(NetworkType, { mcc, mnc, name: networkName(mcc, mnc) }),
    row,
  });
}
