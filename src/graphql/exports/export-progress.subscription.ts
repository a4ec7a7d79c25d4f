import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { followExport } from "../../manage/exports/follow-export.js";
import type { ExportRow } from "../../manage/exports/ports.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { badRequest } from "../errors.js";
import { visibleExport } from "./export-access.js";
import { ExportType, toExport } from "./export.type.js";

async function subscribe({
  args,
  context,
}: {
  args: { id: string };
  context: GraphqlContext;
}): Promise<AsyncIterableIterator<ExportRow>> {
  const { tenantId } = requireTenant(context);
  const uuid = decodeId("export", args.id);
  const row = uuid === null ? null : await visibleExport(context, uuid);
  if (row === null) {
    throw badRequest(["id"], "is no export that this key may see.");
  }
  return followExport(context.ports.exports, { tenantId, id: row.id });
}

@Resolver()
export class ExportProgressSubscription {
  @Subscription(() => ExportType, {
    subscribe: subscribe as never,
    description:
      "One export: how it stands, and again whenever it has come further. Completes when it is " +
      "READY or FAILED.",
  })
  exportProgress(
    @Root() row: ExportRow,
    @Ctx() context: GraphqlContext,
    @Arg("id", () => ID, { description: "The export's id." }) _id: string,
  ): ExportType {
    return toExport(row, context);
  }
}
