import { ArgsType, Field } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { PausePlaceRequest } from "../../manage/vendors/pause-vendor.js";
import { ChannelEnum } from "../channel.enum.js";
import { CountryCodeScalar } from "../scalars/country-code.js";

/** Where a pause holds: all of a vendor, or one channel or country of it. */
@ArgsType()
export class PausePlaceArgs {
  @Field(() => String, { description: "The vendor's slug." })
  slug!: string;

  @Field(() => ChannelEnum, { nullable: true, description: "Only this channel; null = all." })
  channel?: Channel | null;

  @Field(() => CountryCodeScalar, { nullable: true, description: "Only this country; null = all." })
  country?: string | null;
}

/** The place that the arguments name. */
export function placeOf({ slug, channel, country }: PausePlaceArgs): PausePlaceRequest {
  return { slug, channel: channel ?? null, country: country ?? null };
}
