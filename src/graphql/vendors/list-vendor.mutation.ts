import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Channel } from "../../core/otp/status.js";
import { listVendor } from "../../manage/vendors/list-vendor.js";
import { requireOperator } from "../auth.js";
import { ChannelEnum } from "../channel.enum.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { toVendor, VendorType } from "./vendor.type.js";

const ListVendorUserError = userErrorType("listVendor");

@InputType("ListVendorInput", { description: "A vendor to be listed." })
class ListVendorInput {
  @Field(() => String, {
    description:
      "Its name in plans: a lower-case letter, then letters, digits and hyphens, 63 at most.",
  })
  slug!: string;

  @Field(() => String, { description: "Its name for people, 100 characters at most." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Its web site, https." })
  website?: string | null;

  @Field(() => String, { nullable: true, description: "Where its support is reached, https." })
  supportUrl?: string | null;

  @Field(() => String, { description: "The adapter that speaks with it." })
  adapter!: string;

  @Field(() => [ChannelEnum], { description: "The channels that it delivers on." })
  channels!: Channel[];
}

@ObjectType("ListVendorPayload", { description: "The vendor that was listed." })
class ListVendorPayload {
  @Field(() => VendorType, { nullable: true, description: "The vendor; null with errors." })
  vendor!: VendorType | null;

  @Field(() => [ListVendorUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof ListVendorUserError>[];
}

@Resolver()
export class ListVendorMutation {
  @Mutation(() => ListVendorPayload, {
    description: "Puts a vendor on the market; for operators.",
  })
  async listVendor(
    @Arg("input", () => ListVendorInput, { description: "The vendor." }) input: ListVendorInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ListVendorPayload> {
    const viewer = requireOperator(context);
    const request = {
      slug: input.slug,
      name: input.name,
      website: input.website ?? null,
      supportUrl: input.supportUrl ?? null,
      adapter: input.adapter,
      channels: input.channels,
    };
    const result = await listVendor(context.ports.catalogue, viewer, request, context.now());
    return instance(ListVendorPayload, {
      vendor: result.ok ? toVendor(result.value) : null,
      userErrors: toUserErrors(ListVendorUserError, result.ok ? [] : result.errors, context.locale),
    });
  }
}
