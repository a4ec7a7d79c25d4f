import { Field, ID, InputType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { ChannelEnum } from "../channel.enum.js";

@InputType("MessageTemplateInput", {
  description: "The words of a message for one channel and language.",
})
export class MessageTemplateInput {
  @Field(() => ChannelEnum, { description: "The channel that it is for." })
  channel!: Channel;

  @Field(() => String, { description: "Its language as a BCP 47 tag, such as en or id-ID." })
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: "The subject of an e-mail; null for the standard one.",
  })
  subject?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The account that it is for; null = every vendor of the channel.",
  })
  accountId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The text, with {code}, {brand} and {minutes}; 1,000 characters at most.",
  })
  body?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of a template that is kept at the vendor.",
  })
  vendorTemplateName?: string | null;
}
