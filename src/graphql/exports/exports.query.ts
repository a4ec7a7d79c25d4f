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
import { exportRights } from "./export-access.js";
import { ExportType, toExport } from "./export.type.js";

const ExportConnection = connectionType<ExportType>("Export", () => ExportType);
const kind = "exports";

@Resolver()
export class ExportsQuery {
  @Query(() => ExportConnection, {
    description:
      "The tenant's exports that this key may see, newest first: those with money need " +
      "BILLING_READ, those with whole recipients RECIPIENT_READ.",
  })
  async exports(
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Connection<ExportType>> {
    const { tenantId } = requireTenant(context);
    const rights = exportRights(context);
    const { exports } = context.ports.exports;
    const page = readPage(first, after, kind);
    const afterId = page.after === null ? null : cursorUuid(page.after[0]);
    const read = await exports.exports(tenantId, rights, page.limit, afterId);
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (row) => toExport(row, context),
      cursorOf: (row) => encodeCursor([row.id], kind),
      count: () => exports.countExports(tenantId, rights),
    });
  }
}
