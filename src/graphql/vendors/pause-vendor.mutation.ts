import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { pauseVendor } from "../../manage/vendors/pause-vendor.js";
import { ChannelEnum } from "../channel.enum.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
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
    @Arg("slug", () => String, { description: "The vendor's slug." }) slug: string,
    @Arg("reason", () => String, { description: "Why, for those who ask, 500 characters at most." })
    reason: string,
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
  ): Promise<PauseVendorPayload> {
    const viewer = requirePauser(context);
    const place = { slug, channel: channel ?? null, country: country ?? null };
    const ports = context.ports.catalogue;
    const result = await pauseVendor(ports, viewer, place, reason, context.now());
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
