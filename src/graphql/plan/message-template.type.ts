import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import { messageParts } from "../../core/otp/parts.js";
import type { Channel } from "../../core/otp/status.js";
import { minutesOf, renderText } from "../../core/otp/text.js";
import type { CodePolicy, MessageTemplate } from "../../core/plan/plan.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";

@ObjectType("MessageTemplate", {
  description:
    "The words of a message for one channel and language, with {code}, {brand} and {minutes}.",
})
export class MessageTemplateType {
  @Field(() => ChannelEnum, { description: "The channel that it is for." })
  channel!: Channel;

  @Field(() => String, { description: "Its language as a BCP 47 tag." })
  locale!: string;

  @Field(() => String, {
    nullable: true,
    description: "The subject of an e-mail; null on other channels, or for the standard one.",
  })
  subject!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The text; null when the vendor's template holds the words.",
  })
  body!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The account that it is for; null = every vendor of the channel.",
  })
  accountId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of a template that is kept at the vendor; null = none.",
  })
  vendorTemplateName!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many parts it is billed as; null when the vendor holds the words.",
  })
  partCount!: number | null;
}

/** A template as the API shows it; parts are counted with a code and brand as they will be. */
export function toMessageTemplate(
  template: MessageTemplate,
  code: CodePolicy,
  brand: string,
): MessageTemplateType {
  const { channel, body, accountId } = template;
  const facts = { code: "0".repeat(code.length), brand, minutes: minutesOf(code.ttlSec) };
  return instance(MessageTemplateType, {
    ...template,
    accountId: accountId === null ? null : encodeId("account", accountId),
    partCount:
      body === null
        ? null
        : messageParts(channel, renderText(body, facts, channel, code.autofill)).partCount,
  });
}
