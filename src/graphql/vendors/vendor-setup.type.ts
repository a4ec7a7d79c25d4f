import { Field, Int, ObjectType } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import type { AdapterFacts } from "../../manage/accounts/ports.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";

@ObjectType("CredentialField", { description: "One value that connecting an account asks for." })
export class CredentialFieldType {
  @Field(() => String, { description: "Its name, as in the credentials of connectVendor." })
  name!: string;

  @Field(() => String, { description: "What the vendor's own pages call it." })
  label!: string;

  @Field(() => String, {
    description: "Where it stands at the vendor, and what it is for, in the language asked for.",
  })
  help!: string;

  @Field(() => Boolean, { description: "Whether connecting needs it." })
  isRequired!: boolean;

  @Field(() => Boolean, { description: "Whether nobody should see it while it is typed." })
  isSecret!: boolean;

  @Field(() => Boolean, { description: "Whether it may have several lines." })
  isMultiline!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "What one looks like; null = it may be anything.",
  })
  example!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The regular expression that each matches; null = any text.",
  })
  pattern!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The vendor's page where it stands; null = there is no one page.",
  })
  page!: string | null;
}

@ObjectType("VendorSetup", {
  description: "What connecting an account takes, from the record of the vendor's adapter.",
})
export class VendorSetupType {
  @Field(() => String, { description: "The product that is spoken to, as its own site calls it." })
  product!: string;

  @Field(() => [CredentialFieldType], { description: "What to give, in the order of a form." })
  credentials!: CredentialFieldType[];

  @Field(() => [ChannelEnum], { description: "The channels that need a sender." })
  senderRequiredOn!: Channel[];

  @Field(() => [ChannelEnum], {
    description: "The channels on which it sends templates that it has approved, and nothing else.",
  })
  templateRequiredOn!: Channel[];

  @Field(() => Int, {
    nullable: true,
    description: "Messages a second where an account names no limit; null = none.",
  })
  maxPerSecond!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "How the vendor is told where to call back; null = each message says it.",
  })
  callbackSetup!: string | null;
}

/** An adapter's record as a form needs it, in one language. */
export function toVendorSetup(adapter: AdapterFacts, locale: "en" | "id"): VendorSetupType {
  const { product, senderRequiredOn, templateRequiredOn, maxPerSecondDefault } = adapter;
  return instance(VendorSetupType, {
    product,
    senderRequiredOn: [...senderRequiredOn],
    templateRequiredOn: [...templateRequiredOn],
    maxPerSecond: maxPerSecondDefault,
    callbackSetup: adapter.callbackSetup?.[locale] ?? null,
    credentials: adapter.credentials.map((one) =>
      instance(CredentialFieldType, {
        name: one.name,
        label: one.label,
        help: one.help[locale],
        isRequired: one.isRequired ?? true,
        isSecret: one.isSecret,
        isMultiline: one.isMultiline ?? false,
        example: one.example,
        pattern: one.pattern?.source ?? null,
        page: one.page ?? null,
      }),
    ),
  });
}
