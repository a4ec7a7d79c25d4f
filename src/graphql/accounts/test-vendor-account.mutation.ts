import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { testVendorAccount } from "../../manage/accounts/test-vendor-account.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { requireConnector } from "./require-connector.js";
import { toVendorAccount, VendorAccountType } from "./vendor-account.type.js";

const TestVendorAccountUserError = userErrorType("testVendorAccount", { retryAfter: true });

@ObjectType("TestVendorAccountPayload", {
  description: "The account with the answer of the vendor.",
})
class TestVendorAccountPayload {
  @Field(() => VendorAccountType, { nullable: true, description: "The account; null with errors." })
  vendorAccount!: VendorAccountType | null;

  @Field(() => [TestVendorAccountUserError], {
    description: "What is wrong; empty when all went well.",
  })
  userErrors!: InstanceType<typeof TestVendorAccountUserError>[];
}

@Resolver()
export class TestVendorAccountMutation {
  @Mutation(() => TestVendorAccountPayload, {
    description:
      "Asks the vendor whether the account's credentials work, and keeps its answer. Nothing " +
      "is sent or billed. Needs VENDOR_CONNECT.",
  })
  async testVendorAccount(
    @Arg("id", () => ID, { description: "The account." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<TestVendorAccountPayload> {
    const viewer = requireConnector(context);
    const ports = context.ports.catalogue;
    const now = () => context.now();
    const accountId = decodeId("account", id);
    const result = await testVendorAccount(ports, viewer, accountId, now);
    return instance(TestVendorAccountPayload, {
      vendorAccount: result.ok ? toVendorAccount(result.value, context) : null,
      userErrors: toUserErrors(
        TestVendorAccountUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
