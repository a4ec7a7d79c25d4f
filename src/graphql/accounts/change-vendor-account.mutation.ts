import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { changeAccount } from "../../manage/accounts/change-account.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { requireConnector } from "./require-connector.js";
import { SenderInput, toSenders } from "./sender.input.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

const ChangeVendorAccountUserError = userErrorType("changeVendorAccount");

@InputType("ChangeVendorAccountInput", {
  description: "What an account is to be like from now on; all of it is replaced.",
})
class ChangeVendorAccountInput {
  @Field(() => String, { description: "What people call the account, 100 characters at most." })
  label!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many messages a second it may submit, 1 to 10000; null = the vendor's usual limit.",
  })
  maxPerSecond?: number | null;

  @Field(() => [SenderInput], {
    description: "What its messages are sent from, one per channel and country at most.",
  })
  senders!: SenderInput[];
}

@ObjectType("ChangeVendorAccountPayload", { description: "The account as it is now." })
class ChangeVendorAccountPayload {
  @Field(() => VendorAccountType, { nullable: true, description: "The account; null with errors." })
  vendorAccount!: VendorAccountType | null;

  @Field(() => [ChangeVendorAccountUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof ChangeVendorAccountUserError>[];
}

@Resolver()
export class ChangeVendorAccountMutation {
  @Mutation(() => ChangeVendorAccountPayload, {
    description:
      "Changes what an account is called, how fast it sends and what from; credentials and " +
      "channels stay. Needs VENDOR_CONNECT.",
  })
  async changeVendorAccount(
    @Arg("id", () => ID, { description: "The account." }) id: string,
    @Arg("input", () => ChangeVendorAccountInput, { description: "What it is to be like." })
    input: ChangeVendorAccountInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ChangeVendorAccountPayload> {
    const viewer = requireConnector(context);
    const result = await changeAccount(context.ports.catalogue, viewer, decodeId("account", id), {
      label: input.label,
      maxPerSecond: input.maxPerSecond ?? null,
      senders: toSenders(input.senders),
    });
    return instance(ChangeVendorAccountPayload, {
      vendorAccount: result.ok ? toVendorAccount(result.value, context) : null,
      userErrors: toUserErrors(
        ChangeVendorAccountUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
