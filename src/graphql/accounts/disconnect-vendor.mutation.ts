import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { disconnectVendor } from "../../manage/accounts/disconnect-vendor.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { requireConnector } from "./require-connector.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

const DisconnectVendorUserError = userErrorType("disconnectVendor");

@ObjectType("DisconnectVendorPayload", { description: "The account that was disconnected." })
class DisconnectVendorPayload {
  @Field(() => VendorAccountType, { nullable: true, description: "The account; null with errors." })
  vendorAccount!: VendorAccountType | null;

  @Field(() => [DisconnectVendorUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof DisconnectVendorUserError>[];
}

@Resolver()
export class DisconnectVendorMutation {
  @Mutation(() => DisconnectVendorPayload, {
    description:
      "Takes an account out of use for good; receipts of what it sent are still accepted. " +
      "Needs VENDOR_CONNECT.",
  })
  async disconnectVendor(
    @Arg("id", () => ID, { description: "The account." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<DisconnectVendorPayload> {
    const viewer = requireConnector(context);
    const ports = context.ports.catalogue;
    const accountId = decodeId("account", id);
    const result = await disconnectVendor(ports, viewer, accountId, context.now());
    return instance(DisconnectVendorPayload, {
      vendorAccount: result.ok ? toVendorAccount(result.value, context) : null,
      userErrors: toUserErrors(
        DisconnectVendorUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
