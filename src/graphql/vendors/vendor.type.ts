import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { Channel } from "../../core/otp/status.js";
import type { VendorFeature } from "../../core/otp/vendor-feature.js";
import type { VendorRow } from "../../manage/vendors/ports.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";

export const VendorFeatureEnum = enumType<VendorFeature>(
  "VendorFeature",
  "Something that a vendor can do beyond sending.",
  {
    DELIVERY_RECEIPTS: "It tells whether a message arrived.",
    READ_RECEIPTS: "It tells whether a message was read.",
    CUSTOM_CODE: "It sends codes that we made, rather than its own.",
    UNICODE: "It sends any alphabet.",
    REFUND_UNDELIVERED: "It takes its charge back for what did not arrive.",
    PRICE_IN_RECEIPT: "It tells the price of each message.",
    NUMBER_CHECK: "It can check a number before anything is sent.",
  },
);

@ObjectType("VendorSupport", { description: "Support as the vendor states it." })
export class VendorSupportType {
  @Field(() => [String], { description: "The BCP 47 tags of the languages it is given in." })
  languages!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The hours in which it is given, in the vendor's words; null = not stated.",
  })
  hours!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many days an integration takes; null = not stated.",
  })
  integrationDays!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The uptime that it promises, 0 to 1; null = not stated.",
  })
  uptimeSla!: number | null;
}

@ObjectType("Vendor", { implements: Node, description: "A company that delivers codes." })
export class VendorType implements Node {
  @Field(() => ID, { description: "The vendor's id." })
  id!: string;

  @Field(() => String, { description: "Its name in plans and filters; never changes." })
  slug!: string;

  @Field(() => String, { description: "Its name for people." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Its web site; null = not known." })
  website!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where its support is reached; null = not known.",
  })
  supportUrl!: string | null;

  @Field(() => [ChannelEnum], { description: "The channels that it delivers on." })
  channels!: Channel[];

  @Field(() => DateTimeScalar, { description: "When it came onto the market." })
  listedAt!: Date;

  @Field(() => VendorSupportType, {
    nullable: true,
    description: "Its support as it states it; null = it states nothing.",
  })
  support!: VendorSupportType | null;

  row!: VendorRow;
}

/** A vendor as the API shows it. */
export function toVendor(row: VendorRow): VendorType {
  const { slug, name, website, supportUrl, channels, listedAt, support } = row;
  return instance(VendorType, {
    id: encodeId("vendor", row.id),
    slug,
    name,
    website,
    supportUrl,
    channels: [...channels],
    listedAt,
    support:
      support === null
        ? null
        : instance(VendorSupportType, { ...support, languages: [...support.languages] }),
    row,
  });
}
