import {
  Arg,
  Ctx,
  Field,
  Float,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
} from "type-graphql";
import { domainError } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { updateTenant } from "../../manage/tenants/update-tenant.js";
import { requireKey } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { apiError } from "../errors.js";
import { instance } from "../instance.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { TenantType, toTenant } from "./tenant.type.js";

const UpdateTenantUserError = userErrorType("updateTenant");

@InputType("UpdateTenantInput", {
  description: "What is to change of a tenant; what is left out or null stays as it is.",
})
class UpdateTenantInput {
  @Field(() => String, {
    nullable: true,
    description: "Its name for people, 100 characters at most.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What messages call it, 40 characters at most.",
  })
  brand?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The BCP 47 tag of the language of messages that ask for none.",
  })
  locale?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The IANA time zone of its days and months; takes effect with each budget's next period.",
  })
  timeZone?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Needless messages that adaptive waits may cause per send, 0 to 1.",
  })
  duplicateRateMax?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The least chance of every usable vendor with strategy SMART, 0 to 0.2.",
  })
  explorationRate?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "What a verified user is worth under the objective BALANCED, in the tenant's currency.",
  })
  valuePerVerified?: string | null;
}

@ObjectType("UpdateTenantPayload", { description: "The tenant as it is now." })
class UpdateTenantPayload {
  @Field(() => TenantType, { nullable: true, description: "The tenant; null with errors." })
  tenant!: TenantType | null;

  @Field(() => [UpdateTenantUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof UpdateTenantUserError>[];
}

@Resolver()
export class UpdateTenantMutation {
  @Mutation(() => UpdateTenantPayload, {
    description: "Changes a tenant's settings: an OWNER its own, an operator any.",
  })
  async updateTenant(
    @Arg("id", () => ID, { description: "The tenant." }) id: string,
    @Arg("input", () => UpdateTenantInput, { description: "What is to change." })
    input: UpdateTenantInput,
    @Ctx() context: GraphqlContext,
  ): Promise<UpdateTenantPayload> {
    const viewer = requireKey(context);
    if (viewer.role !== "OWNER" && viewer.role !== "OPERATOR") {
      throw apiError(domainError("FORBIDDEN", null, { scope: "the role OWNER" }));
    }
    const ports = context.ports.catalogue;
    const changed = await updateTenant(ports, viewer, decodeId("tenant", id), input);
    return instance(UpdateTenantPayload, {
      tenant: changed.ok ? toTenant(changed.value) : null,
      userErrors: toUserErrors(
        UpdateTenantUserError,
        changed.ok ? [] : changed.errors,
        context.locale,
      ),
    });
  }
}
