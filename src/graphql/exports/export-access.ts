import type { ExportRights, ExportRow } from "../../manage/exports/ports.js";
import { showsMoney } from "../../core/exports/export-kind.js";
import { holdsScope, requireKey } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";

/** Which exports the viewer's key may see. */
export function exportRights(context: GraphqlContext): ExportRights {
  return {
    money: holdsScope(context, "BILLING_READ"),
    recipients: holdsScope(context, "RECIPIENT_READ"),
  };
}

/** True when the viewer's key may see the export. */
export function maySeeExport(context: GraphqlContext, row: ExportRow): boolean {
  const { money, recipients } = exportRights(context);
  return (money || !showsMoney(row.kind)) && (recipients || !row.revealsRecipients);
}

const exportById = loaderByText<ExportRow | null>((context, ids) => {
  const { tenantId } = requireKey(context);
  return tenantId === null
    ? Promise.resolve(ids.map(() => null))
    : context.ports.exports.exports.exportsById(tenantId, ids);
});

/** The export with this uuid; null when there is none that the viewer may see. */
export async function visibleExport(
  context: GraphqlContext,
  uuid: string,
): Promise<ExportRow | null> {
  const row = await load(context, exportById, uuid);
  return row !== null && maySeeExport(context, row) ? row : null;
}
