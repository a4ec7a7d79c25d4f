import { Arg, Args, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { pauseVendor } from "../../manage/vendors/pause-vendor.js";
import { PausePlaceArgs, placeOf } from "./pause-place-args.js";
import { requirePauser } from "./require-pauser.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { toVendor, VendorType } from "./vendor.type.js";

const PauseVendorUserError = userErrorType("pauseVendor");

@ObjectType("PauseVendorPayload", { description: "The vendor that was paused." })
class PauseVendorPayload {
  @Field(() => VendorType, { nullable: true, description: "The vendor; null with errors." })
  vendor!: VendorType | null;

  @Field(() => [PauseVendorUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof PauseVendorUserError>[];
}

@Resolver()
export class PauseVendorMutation {
  @Mutation(() => PauseVendorPayload, {
    description:
      "Takes a vendor out of routing until resumeVendor: for your tenant, or by an operator " +
      "for everybody. Needs PLAN_WRITE.",
  })
  async pauseVendor(
    @Args(() => PausePlaceArgs) args: PausePlaceArgs,
    @Arg("reason", () => String, { description: "Why, for those who ask, 500 characters at most." })
    reason: string,
    @Ctx() context: GraphqlContext,
  ): Promise<PauseVendorPayload> {
    const viewer = requirePauser(context);
    const ports = context.ports.catalogue;
    const result = await pauseVendor(ports, viewer, placeOf(args), reason, context.now());
    return instance(PauseVendorPayload, {
      vendor: result.ok ? toVendor(result.value) : null,
      userErrors: toUserErrors(
        PauseVendorUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
