import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { Channel } from "../../core/otp/status.js";
import type { AccountRow } from "../../manage/accounts/ports.js";
import { holdsScope } from "../auth.js";
import { ChannelEnum } from "../channel.enum.js";
import type { GraphqlContext } from "../context.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

export type AccountOwnership = "TENANT" | "MARKETPLACE";

const AccountOwnershipEnum = enumType<AccountOwnership>(
  "AccountOwnership",
  "Whose account at a vendor it is.",
  {
    TENANT: "The tenant's own.",
    MARKETPLACE: "The marketplace's, used on every tenant's behalf.",
  },
);

@ObjectType("CredentialHint", { description: "A credential, as far as it can be read back." })
export class CredentialHintType {
  @Field(() => String, { description: "The credential's name." })
  name!: string;

  @Field(() => String, { description: "Its last four characters; fewer of a short one." })
  endsWith!: string;
}

@ObjectType("Sender", { description: "What a message is sent from." })
export class SenderType {
  @Field(() => ChannelEnum, { description: "The channel that it is for." })
  channel!: Channel;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is for; null = everywhere.",
  })
  country!: string | null;

  @Field(() => String, { description: "The sender id, from-number or from-address." })
  value!: string;
}

@ObjectType("VendorAccount", {
  implements: Node,
  description:
    "A tenant's own account at a vendor (bring your own), or the marketplace's account used " +
    "on the tenant's behalf.",
})
export class VendorAccountType implements Node {
  @Field(() => ID, { description: "The account's id." })
  id!: string;

  @Field(() => String, { description: "What people call it." })
  label!: string;

  @Field(() => AccountOwnershipEnum, { description: "Whose it is." })
  ownership!: AccountOwnership;

  @Field(() => [ChannelEnum], { description: "The channels that it is connected for." })
  channels!: Channel[];

  @Field(() => String, {
    nullable: true,
    description:
      "Where the vendor has to send its receipts; null for a marketplace account unless you " +
      "are an operator.",
  })
  callbackUrl!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many messages a second it may submit; null = as many as the vendor takes.",
  })
  maxPerSecond!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When its credentials were last tried, by connectVendor or testVendorAccount; null = never.",
  })
  lastCheckedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether they worked; null = they were never tried.",
  })
  lastCheckOk!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "What the vendor said; null = they were never tried.",
  })
  lastCheckMessage!: string | null;

  @Field(() => [CredentialHintType], {
    description:
      "Its credentials by name, with their last characters; secrets are never read back.",
  })
  credentialHints!: CredentialHintType[];

  @Field(() => [SenderType], { description: "What its messages are sent from." })
  senders!: SenderType[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was disconnected; null = it is connected.",
  })
  disconnectedAt!: Date | null;

  row!: AccountRow;
}

/**
 * An account as the viewer may see it:
 * of the marketplace's only what routing shows, unless it is an operator.
 */
export function toVendorAccount(row: AccountRow, context: GraphqlContext): VendorAccountType {
  const isInsider = row.tenantId !== null || holdsScope(context, "OPERATE");
  const { label, channels, maxPerSecond, senders, disconnectedAt } = row;
  const shown = isInsider ? row : null;
  return instance(VendorAccountType, {
    id: encodeId("account", row.id),
    label,
    ownership: row.tenantId === null ? "MARKETPLACE" : "TENANT",
    channels: [...channels],
    callbackUrl: shown === null ? null : context.ports.catalogue.callbackUrl(shown.id),
    maxPerSecond,
    lastCheckedAt: shown?.lastCheckedAt ?? null,
    lastCheckOk: shown?.lastCheckOk ?? null,
    lastCheckMessage: shown?.lastCheckMessage ?? null,
    credentialHints: (shown?.credentialHints ?? []).map(({ name, endsWith }) =>
      instance(CredentialHintType, { name, endsWith }),
    ),
    senders: senders.map(({ channel, country, value }) =>
      instance(SenderType, { channel, country, value }),
    ),
    disconnectedAt,
    row,
  });
}
