import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { rotateVendorCredentials } from "../../manage/accounts/rotate-vendor-credentials.js";
import { KeyValueInput } from "../key-value.type.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { requireConnector } from "./require-connector.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

const RotateVendorCredentialsUserError = userErrorType("rotateVendorCredentials");

@ObjectType("RotateVendorCredentialsPayload", {
  description: "The account with its new credentials.",
})
class RotateVendorCredentialsPayload {
  @Field(() => VendorAccountType, { nullable: true, description: "The account; null with errors." })
  vendorAccount!: VendorAccountType | null;

  @Field(() => [RotateVendorCredentialsUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof RotateVendorCredentialsUserError>[];
}

@Resolver()
export class RotateVendorCredentialsMutation {
  @Mutation(() => RotateVendorCredentialsPayload, {
    description:
      "Replaces all credentials of an account; they are encrypted and never read back. Needs " +
      "VENDOR_CONNECT.",
  })
  async rotateVendorCredentials(
    @Arg("id", () => ID, { description: "The account." }) id: string,
    @Arg("credentials", () => [KeyValueInput], {
      description: "All credentials that the vendor needs, by name.",
    })
    credentials: KeyValueInput[],
    @Ctx() context: GraphqlContext,
  ): Promise<RotateVendorCredentialsPayload> {
    const viewer = requireConnector(context);
    const ports = context.ports.catalogue;
    const accountId = decodeId("account", id);
    const result = await rotateVendorCredentials(ports, viewer, accountId, credentials);
    return instance(RotateVendorCredentialsPayload, {
      vendorAccount: result.ok ? toVendorAccount(result.value, context) : null,
      userErrors: toUserErrors(
        RotateVendorCredentialsUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
