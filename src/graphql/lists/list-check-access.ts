import type { ListCheckRights, ListCheckRow } from "../../manage/lists/ports.js";
import { holdsScope, requireKey } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";

/** Which list checks the viewer's key may see. */
export function listCheckRights(context: GraphqlContext): ListCheckRights {
  const { keyId } = requireKey(context);
  return { keyId, recipients: holdsScope(context, "RECIPIENT_READ") };
}

const listCheckById = loaderByText<ListCheckRow | null>((context, ids) => {
  const { tenantId } = requireKey(context);
  return tenantId === null
    ? Promise.resolve(ids.map(() => null))
    : context.ports.lists.lists.listChecksById(tenantId, ids);
});

/** The list check with this uuid; null when there is none that the viewer may see. */
export async function visibleListCheck(
  context: GraphqlContext,
  uuid: string | null,
): Promise<ListCheckRow | null> {
  const row = uuid === null ? null : await load(context, listCheckById, uuid);
  const { keyId, recipients } = listCheckRights(context);
  return row !== null && (recipients || row.keyId === keyId) ? row : null;
}
