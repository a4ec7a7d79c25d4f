import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { resumeVendor } from "../../manage/vendors/pause-vendor.js";
import { ChannelEnum } from "../channel.enum.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
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
    @Arg("slug", () => String, { description: "The vendor's slug." }) slug: string,
    @Ctx() context: GraphqlContext,
    @Arg("channel", () => ChannelEnum, {
      nullable: true,
      description: "Only this channel; null = all.",
    })
    channel?: Channel | null,
    @Arg("country", () => CountryCodeScalar, {
      nullable: true,
      description: "Only this country; null = all.",
    })
    country?: string | null,
  ): Promise<ResumeVendorPayload> {
    const viewer = requirePauser(context);
    const place = { slug, channel: channel ?? null, country: country ?? null };
    const ports = context.ports.catalogue;
    const result = await resumeVendor(ports, viewer, place, context.now());
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
