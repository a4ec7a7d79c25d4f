import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Role, Scope } from "../../flow/viewer.js";
import { createApiKey } from "../../manage/keys/create-api-key.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { RoleEnum, ScopeEnum } from "../tenants/role.enum.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ApiKeyType, toApiKey } from "./api-key.type.js";
import { requireKeyAdmin } from "./require-key-admin.js";

const CreateApiKeyUserError = userErrorType("createApiKey");

@InputType("CreateApiKeyInput", { description: "A key to be made." })
class CreateApiKeyInput {
  @Field(() => String, { description: "What people call it, 100 characters at most." })
  name!: string;

  @Field(() => RoleEnum, { description: "What it is for." })
  role!: Role;

  @Field(() => [ScopeEnum], {
    nullable: true,
    description:
      "What it may do: scopes of its role that you hold yourself; null = all of the role.",
  })
  scopes?: Scope[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it ends, in the future; null = never.",
  })
  expiresAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The slug of the tenant that it is for; for operators only.",
  })
  tenant?: string | null;
}

@ObjectType("CreateApiKeyPayload", { description: "The key that was made." })
class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: "The key; null with errors." })
  apiKey!: ApiKeyType | null;

  @Field(() => String, {
    nullable: true,
    description: "Its secret, shown this once; null with errors.",
  })
  secret!: string | null;

  @Field(() => [CreateApiKeyUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof CreateApiKeyUserError>[];
}

@Resolver()
export class CreateApiKeyMutation {
  @Mutation(() => CreateApiKeyPayload, {
    description:
      "Makes a key; nobody makes one with a scope that they lack. The secret is shown this " +
      "once. Needs KEY_ADMIN.",
  })
  async createApiKey(
    @Arg("input", () => CreateApiKeyInput, { description: "The key." }) input: CreateApiKeyInput,
    @Ctx() context: GraphqlContext,
  ): Promise<CreateApiKeyPayload> {
    const viewer = requireKeyAdmin(context);
    const request = {
      name: input.name,
      role: input.role,
      scopes: input.scopes ?? null,
      expiresAt: input.expiresAt ?? null,
      tenant: input.tenant ?? null,
    };
    const made = await createApiKey(context.ports.catalogue, viewer, request, context.now());
    return instance(CreateApiKeyPayload, {
      apiKey: made.ok ? toApiKey(made.value.apiKey) : null,
      secret: made.ok ? made.value.secret : null,
      userErrors: toUserErrors(CreateApiKeyUserError, made.ok ? [] : made.errors, context.locale),
    });
  }
}
