import { Field, InputType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { SenderRow } from "../../manage/accounts/ports.js";
import { ChannelEnum } from "../channel.enum.js";
import { CountryCodeScalar } from "../scalars/country-code.js";

@InputType("SenderInput", { description: "What messages are to be sent from." })
export class SenderInput {
  @Field(() => ChannelEnum, { description: "The channel that it is for." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is for; null = everywhere.",
  })
  country?: string | null;

  @Field(() => String, { description: "The sender id, from-number or from-address." })
  value!: string;
}

/** Senders as the slow side takes them. */
export function toSenders(senders: readonly SenderInput[]): SenderRow[] {
  return senders.map(({ channel, country = null, value }) => ({ channel, country, value }));
}
