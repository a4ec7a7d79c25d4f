import { Field, InputType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DecimalScalar } from "../scalars/decimal.js";

export type OfferOrderField = "PRICE" | "VENDOR";
export type Direction = "ASC" | "DESC";

const OfferOrderFieldEnum = enumType<OfferOrderField>(
  "OfferOrderField",
  "What offers are ordered by.",
  {
    PRICE:
      "The price in the tenant's currency at today's rate (an operator: in US dollars); " +
      "offers without a rate come last.",
    VENDOR: "The vendor's slug.",
  },
);

const DirectionEnum = enumType<Direction>("Direction", "Which way a list is ordered.", {
  ASC: "The smallest first.",
  DESC: "The largest first.",
});

@InputType("OfferFilter", {
  description: "Which offers to list: those that meet every member that is given.",
})
export class OfferFilterInput {
  @Field(() => [ChannelEnum], { nullable: true, description: "Only these channels." })
  channels?: Channel[] | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "Only offers for one of these countries, or for everywhere.",
  })
  countries?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Only vendors with these slugs." })
  vendors?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only offers for exactly this network: mcc and mnc joined, such as "51010".',
  })
  network?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Only offers up to this price; goes with priceCurrency.",
  })
  maxPrice?: string | null;

  @Field(() => CurrencyCodeScalar, {
    nullable: true,
    description: "The currency of maxPrice: both or neither.",
  })
  priceCurrency?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Only vendors at which you have a connected account for the offer's channel.",
  })
  connectedOnly?: boolean | null;
}

@InputType("OfferOrder", { description: "The order of offers." })
export class OfferOrderInput {
  @Field(() => OfferOrderFieldEnum, { description: "What they are ordered by." })
  by!: OfferOrderField;

  @Field(() => DirectionEnum, {
    nullable: true,
    defaultValue: "ASC",
    description: "Which way; equal ones keep the same order in both.",
  })
  direction?: Direction | null;
}
