import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { followListCheck } from "../../manage/lists/follow-list-check.js";
import type { ListCheckRow } from "../../manage/lists/ports.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { badRequest } from "../errors.js";
import { visibleListCheck } from "./list-check-access.js";
import { ListCheckType, toListCheck } from "./list-check.type.js";

async function subscribe({
  args,
  context,
}: {
  args: { id: string };
  context: GraphqlContext;
}): Promise<AsyncIterableIterator<ListCheckRow>> {
  const { tenantId } = requireTenant(context);
  const row = await visibleListCheck(context, decodeId("listCheck", args.id));
  if (row === null) {
    throw badRequest(["id"], "is no list check that this key may see.");
  }
  return followListCheck(context.ports.lists, { tenantId, id: row.id });
}

@Resolver()
export class ListCheckProgressSubscription {
  @Subscription(() => ListCheckType, {
    subscribe: subscribe as never,
    description:
      "One check of a list: how it stands, and again whenever it has come further. Completes " +
      "when it is ESTIMATED, READY, FAILED or CANCELED.",
  })
  listCheckProgress(
    @Root() row: ListCheckRow,
    @Ctx() context: GraphqlContext,
    @Arg("id", () => ID, { description: "The list check's id." }) _id: string,
  ): ListCheckType {
    return toListCheck(row, context);
  }
}
