import { Ctx, Query, Resolver } from "type-graphql";
import type { GraphqlContext } from "../context.js";
import { ApiKeyType, toApiKey } from "./api-key.type.js";
import { requireKeyAdmin } from "./require-key-admin.js";

@Resolver()
export class ApiKeysQuery {
  @Query(() => [ApiKeyType], {
    description:
      "Your tenant's keys, newest first, revoked ones included; operators' keys for an " +
      "operator. Needs KEY_ADMIN.",
  })
  async apiKeys(@Ctx() context: GraphqlContext): Promise<ApiKeyType[]> {
    const viewer = requireKeyAdmin(context);
    const rows = await context.ports.catalogue.keys.keysOf(viewer, viewer.tenantId);
    return rows.map(toApiKey);
  }
}
