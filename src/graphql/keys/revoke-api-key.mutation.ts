import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { revokeApiKey } from "../../manage/keys/revoke-api-key.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { ApiKeyType, toApiKey } from "./api-key.type.js";
import { requireKeyAdmin } from "./require-key-admin.js";

const RevokeApiKeyUserError = userErrorType("revokeApiKey");

@ObjectType("RevokeApiKeyPayload", { description: "The key that was revoked." })
class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: "The key; null with errors." })
  apiKey!: ApiKeyType | null;

  @Field(() => [RevokeApiKeyUserError], { description: "What is wrong; empty when all went well." })
  userErrors!: InstanceType<typeof RevokeApiKeyUserError>[];
}

@Resolver()
export class RevokeApiKeyMutation {
  @Mutation(() => RevokeApiKeyPayload, {
    description:
      "Ends a key; within two seconds nothing takes it any more, open subscriptions included. " +
      "Needs KEY_ADMIN.",
  })
  async revokeApiKey(
    @Arg("id", () => ID, { description: "The key." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<RevokeApiKeyPayload> {
    const viewer = requireKeyAdmin(context);
    const keyId = decodeId("apiKey", id);
    const ended = await revokeApiKey(context.ports.catalogue, viewer, keyId, context.now());
    return instance(RevokeApiKeyPayload, {
      apiKey: ended.ok ? toApiKey(ended.value) : null,
      userErrors: toUserErrors(RevokeApiKeyUserError, ended.ok ? [] : ended.errors, context.locale),
    });
  }
}
