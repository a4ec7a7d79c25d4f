import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";

import type { Channel } from "../../core/otp/status.js";
import { connectAndAsk } from "../../manage/accounts/connect-and-ask.js";
import { ChannelEnum } from "../channel.enum.js";
import { KeyValueInput } from "../key-value.type.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { requireConnector } from "./require-connector.js";
import { SenderInput, toSenders } from "./sender.input.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

const ConnectVendorUserError = userErrorType("connectVendor");

@InputType("ConnectVendorInput", { description: "An account at a vendor, to be connected." })
class ConnectVendorInput {
  @Field(() => String, { description: "The vendor's slug." })
  vendor!: string;

  @Field(() => String, { description: "What people call the account, 100 characters at most." })
  label!: string;

  @Field(() => [ChannelEnum], { description: "The channels to use it for." })
  channels!: Channel[];

  @Field(() => [KeyValueInput], {
    description: "All credentials that the vendor needs, by name; encrypted, never read back.",
  })
  credentials!: KeyValueInput[];

  @Field(() => Int, {
    nullable: true,
    description:
      "How many messages a second it may submit, 1 to 10000; null = the vendor's usual limit.",
  })
  maxPerSecond?: number | null;

  @Field(() => [SenderInput], {
    nullable: true,
    description: "What its messages are sent from, one per channel and country at most.",
  })
  senders?: SenderInput[] | null;
}

@ObjectType("ConnectVendorPayload", { description: "The account that was connected." })
class ConnectVendorPayload {
  @Field(() => VendorAccountType, { nullable: true, description: "The account; null with errors." })
  vendorAccount!: VendorAccountType | null;

  @Field(() => [ConnectVendorUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof ConnectVendorUserError>[];
}

@Resolver()
export class ConnectVendorMutation {
  @Mutation(() => ConnectVendorPayload, {
    description:
      "Connects your own account at a vendor; an operator connects the marketplace's. The vendor " +
      "is asked whether the credentials work: lastCheckOk and lastCheckMessage tell what it " +
      "said, and the account is connected either way. Needs VENDOR_CONNECT.",
  })
  async connectVendor(
    @Arg("input", () => ConnectVendorInput, { description: "The account." })
    input: ConnectVendorInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ConnectVendorPayload> {
    const viewer = requireConnector(context);
    const ports = context.ports.catalogue;
    const request = {
      vendor: input.vendor,
      label: input.label,
      channels: input.channels,
      credentials: input.credentials,
      maxPerSecond: input.maxPerSecond ?? null,
      senders: toSenders(input.senders ?? []),
    };
    const result = await connectAndAsk(ports, viewer, request, context.now());
    return instance(ConnectVendorPayload, {
      vendorAccount: result.ok ? toVendorAccount(result.value, context) : null,
      userErrors: toUserErrors(
        ConnectVendorUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
