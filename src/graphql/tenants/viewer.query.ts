import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Role, Scope } from "../../flow/viewer.js";
import { requireKey } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { RoleEnum, ScopeEnum } from "./role.enum.js";
import { TenantType, toTenant } from "./tenant.type.js";
import { viewersTenant } from "./tenant-loaders.js";

@ObjectType("Viewer", { description: "Who is asking." })
class ViewerType {
  @Field(() => TenantType, {
    nullable: true,
    description: "The tenant of the key; null for an operator's key.",
  })
  tenant!: TenantType | null;

  @Field(() => RoleEnum, { description: "The role of the key." })
  role!: Role;

  @Field(() => [ScopeEnum], { description: "What the key may do." })
  scopes!: Scope[];
}

@Resolver()
export class ViewerQuery {
  @Query(() => ViewerType, { description: "Who is asking, and what the key may do." })
  async viewer(@Ctx() context: GraphqlContext): Promise<ViewerType> {
    const { role, scopes } = requireKey(context);
    const tenant = await viewersTenant(context);
    return instance(ViewerType, {
      tenant: tenant === null ? null : toTenant(tenant),
      role,
      scopes: [...scopes],
    });
  }
}
