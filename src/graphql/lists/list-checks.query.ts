import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { requireTenant } from "../auth.js";
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
import { listCheckRights } from "./list-check-access.js";
import { ListCheckType, toListCheck } from "./list-check.type.js";

const ListCheckConnection = connectionType<ListCheckType>("ListCheck", () => ListCheckType);
const kind = "listChecks";

@Resolver()
export class ListChecksQuery {
  @Query(() => ListCheckConnection, {
    description:
      "The tenant's checks of lists that this key may see, newest first: those that it asked " +
      "for, and all of them with RECIPIENT_READ.",
  })
  async listChecks(
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<ListCheckType>> {
    const { tenantId } = requireTenant(context);
    const rights = listCheckRights(context);
    const { lists } = context.ports.lists;
    const page = readPage(first, after, kind);
    const afterId = page.after === null ? null : cursorUuid(page.after[0]);
    const read = await lists.listChecks(tenantId, rights, page.limit, afterId);
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toListCheck(row, context),
      cursorOf: (row) => encodeCursor([row.id], kind),
      count: () => lists.countListChecks(tenantId, rights),
    });
  }
}
