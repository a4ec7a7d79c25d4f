import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { createTenant } from "../../manage/tenants/create-tenant.js";
import { requireOperator } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { CurrencyCodeScalar } from "../scalars/currency-code.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { TenantType, toTenant } from "./tenant.type.js";

const CreateTenantUserError = userErrorType("createTenant");

@InputType("CreateTenantInput", { description: "A tenant to be made." })
class CreateTenantInput {
  @Field(() => String, {
    description:
      "Its name in addresses: a lower-case letter, then letters, digits and hyphens, 63 at most.",
  })
  slug!: string;

  @Field(() => String, { description: "Its name for people, 100 characters at most." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "What messages call it, 40 characters at most; null = the name.",
  })
  brand?: string | null;

  @Field(() => CurrencyCodeScalar, {
    description: "The currency of its budgets and costs, for good.",
  })
  currency!: string;

  @Field(() => String, {
    defaultValue: "UTC",
    nullable: true,
    description: "The IANA time zone in which its days and months begin.",
  })
  timeZone?: string | null;

  @Field(() => String, {
    defaultValue: "en",
    nullable: true,
    description: "The BCP 47 tag of the language of messages that ask for none.",
  })
  locale?: string | null;
}

@ObjectType("CreateTenantPayload", { description: "The tenant that was made." })
class CreateTenantPayload {
  @Field(() => TenantType, { nullable: true, description: "The tenant; null with errors." })
  tenant!: TenantType | null;

  @Field(() => [CreateTenantUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof CreateTenantUserError>[];
}

@Resolver()
export class CreateTenantMutation {
  @Mutation(() => CreateTenantPayload, { description: "Makes a tenant; for operators." })
  async createTenant(
    @Arg("input", () => CreateTenantInput, { description: "The tenant." }) input: CreateTenantInput,
    @Ctx() context: GraphqlContext,
  ): Promise<CreateTenantPayload> {
    const viewer = requireOperator(context);
    const request = {
      slug: input.slug,
      name: input.name,
      brand: input.brand ?? null,
      currency: input.currency,
      timeZone: input.timeZone ?? "UTC",
      locale: input.locale ?? "en",
    };
    const made = await createTenant(context.ports.catalogue, viewer, request, context.now());
    return instance(CreateTenantPayload, {
      tenant: made.ok ? toTenant(made.value) : null,
      userErrors: toUserErrors(CreateTenantUserError, made.ok ? [] : made.errors, context.locale),
    });
  }
}
