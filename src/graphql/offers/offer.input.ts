import { Field, Float, InputType, Int } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { StatsWindow } from "../../core/stats/window.js";
import type { OfferQuery } from "../../manage/rates/ports.js";
import type { StatsAudience } from "../../manage/stats/quality.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { StatsAudienceEnum, StatsWindowEnum } from "../stats/stat-enums.js";

export type OfferOrderField = OfferQuery["orderBy"];
export type Direction = "ASC" | "DESC";

const OfferOrderFieldEnum = enumType<OfferOrderField>(
  "OfferOrderField",
  "What offers are ordered by.",
  {
    PRICE:
      "The price in the tenant's currency at today's rate (an operator: in US dollars); " +
      "offers without a rate come last.",
    DELIVERY_RATE:
      "The low end of the measured delivery rate's 95 % interval; offers without one come last.",
    SUCCESS_RATE:
      "The low end of the measured success rate's 95 % interval; offers without one come last.",
    LATENCY_P95:
      "The time that 95 % of the delivered kept to; offers without deliveries come last.",
    COST_PER_VERIFIED:
      "What attempts cost per verified one, in one currency; offers without one come last.",
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

  @Field(() => Float, {
    nullable: true,
    description: "Only offers with a measured delivery rate from this on, 0 to 1.",
  })
  minDeliveryRate?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Only offers with a measured success rate from this on, 0 to 1.",
  })
  minSuccessRate?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Only offers that deliver 95 % of what they deliver in so many milliseconds.",
  })
  maxLatencyMsP95?: number | null;

  @Field(() => StatsWindowEnum, {
    nullable: true,
    defaultValue: "LAST_24_HOURS",
    description: "Of when the measured figures are that this filter names.",
  })
  statsWindow?: StatsWindow | null;

  @Field(() => StatsAudienceEnum, {
    nullable: true,
    defaultValue: "MARKET",
    description: "Of whose attempts the measured figures are that this filter names.",
  })
  statsAudience?: StatsAudience | null;

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

  @Field(() => StatsWindowEnum, {
    nullable: true,
    defaultValue: "LAST_24_HOURS",
    description: "Of when the measured figure is that they are ordered by.",
  })
  window?: StatsWindow | null;

  @Field(() => StatsAudienceEnum, {
    nullable: true,
    defaultValue: "MARKET",
    description: "Of whose attempts the measured figure is that they are ordered by.",
  })
  audience?: StatsAudience | null;
}
