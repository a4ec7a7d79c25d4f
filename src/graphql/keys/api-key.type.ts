import { Field, ID, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { Role, Scope } from "../../flow/viewer.js";
import type { ApiKeyRow } from "../../manage/keys/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { RoleEnum, ScopeEnum } from "../tenants/role.enum.js";

@ObjectType("ApiKey", { implements: Node, description: "A key, without its secret." })
export class ApiKeyType implements Node {
  @Field(() => ID, { description: "The key's id." })
  id!: string;

  @Field(() => String, { description: "What people call it." })
  name!: string;

  @Field(() => String, { description: "The beginning of its secret, to tell keys apart." })
  prefix!: string;

  @Field(() => RoleEnum, { description: "What it is for." })
  role!: Role;

  @Field(() => [ScopeEnum], { description: "What it may do." })
  scopes!: Scope[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was last used, to the minute; null = never.",
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ends; null = never." })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was revoked; null = it was not.",
  })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  createdAt!: Date;
}

/** A key as the API shows it. */
export function toApiKey(row: ApiKeyRow): ApiKeyType {
  const { name, prefix, role, lastUsedAt, expiresAt, revokedAt, createdAt } = row;
  return instance(ApiKeyType, {
    id: encodeId("apiKey", row.id),
    name,
    prefix,
    role,
    scopes: [...row.scopes],
    lastUsedAt,
    expiresAt,
    revokedAt,
    createdAt,
  });
}
