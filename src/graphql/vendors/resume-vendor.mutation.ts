import { Args, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { resumeVendor } from "../../manage/vendors/pause-vendor.js";
import { PausePlaceArgs, placeOf } from "./pause-place-args.js";
import { requirePauser } from "./require-pauser.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { toVendor, VendorType } from "./vendor.type.js";

const ResumeVendorUserError = userErrorType("resumeVendor");

@ObjectType("ResumeVendorPayload", { description: "The vendor that was resumed." })
class ResumeVendorPayload {
  @Field(() => VendorType, { nullable: true, description: "The vendor; null with errors." })
  vendor!: VendorType | null;

  @Field(() => [ResumeVendorUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof ResumeVendorUserError>[];
}

@Resolver()
export class ResumeVendorMutation {
  @Mutation(() => ResumeVendorPayload, {
    description:
      "Ends a pause where it was set: same vendor, channel and country, by the same side. " +
      "Needs PLAN_WRITE.",
  })
  async resumeVendor(
    @Args(() => PausePlaceArgs) args: PausePlaceArgs,
    @Ctx() context: GraphqlContext,
  ): Promise<ResumeVendorPayload> {
    const viewer = requirePauser(context);
    const ports = context.ports.catalogue;
    const result = await resumeVendor(ports, viewer, placeOf(args), context.now());
    return instance(ResumeVendorPayload, {
      vendor: result.ok ? toVendor(result.value) : null,
      userErrors: toUserErrors(
        ResumeVendorUserError,
        result.ok ? [] : result.errors,
        context.locale,
      ),
    });
  }
}
