import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { requireOperator } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import type { GraphqlContext } from "../context.js";
import { cursorUuid } from "../cursor-part.js";
import { searchOf } from "../list-args.js";
import { TenantType, toTenant } from "./tenant.type.js";

const TenantConnection = connectionType("Tenant", () => TenantType);
const cursorKind = "tenants";

@Resolver()
export class TenantsQuery {
  @Query(() => TenantConnection, { description: "The tenants, oldest first; for operators." })
  async tenants(
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("search", () => String, {
      nullable: true,
      description: "Only tenants with this in their name, slug or brand, in capitals or not.",
    })
    search?: string | null,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<TenantType>> {
    const viewer = requireOperator(context);
    const wanted = searchOf(search);
    const page = readPage(first, after, cursorKind);
    const afterId = page.after === null ? null : cursorUuid(page.after[0]);
    const { tenants } = context.ports.catalogue;
    const { rows, hasMore } = await tenants.tenants(viewer, page.limit, afterId, wanted);
    return toConnection({
      rows,
      hasMore,
      isAfter: page.after !== null,
      toNode: toTenant,
      cursorOf: (row) => encodeCursor([row.id], cursorKind),
      count: () => Promise.resolve(null),
    });
  }
}
