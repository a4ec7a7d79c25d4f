import { decodeId } from "../../core/ids.js";
import type { SendRow } from "../../flow/rows.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { nobody } from "./event-filter.input.js";
import { type SendType, toSend } from "./send.type.js";
import { type SendProgress, toSendProgress } from "./send-progress.type.js";

/**
 * A send that the viewer wants to act on. A client token names its own;
 * any other id stands for nobody's.
 */
export interface OwnSend {
  readonly tenantId: string;
  readonly sendId: string;
}

/**
 * Whose send an id names, for a key with SEND or a client token.
 * Throws UNAUTHENTICATED or FORBIDDEN.
 */
export function ownSend(context: GraphqlContext, id: string): OwnSend {
  const sendId = decodeId("send", id) ?? nobody;
  const viewer = context.viewer;
  if (viewer?.kind === "client") {
    const { tenantId } = viewer;
    return { tenantId, sendId: viewer.sendId === sendId ? sendId : nobody };
  }
  return { tenantId: requireTenant(context, "SEND").tenantId, sendId };
}

/** What a payload may show of a send: all of it to a key, its progress to a client token. */
export async function shownSend(
  context: GraphqlContext,
  row: SendRow | null,
): Promise<{ readonly send: SendType | null; readonly progress: SendProgress | null }> {
  if (row === null) {
    return { send: null, progress: null };
  }
  if (context.viewer?.kind !== "client") {
    return { send: toSend(row), progress: null };
  }
  const latest = await context.ports.reads.latestEventOfSend(row.tenantId, row.id);
  return { send: null, progress: latest === null ? null : toSendProgress(latest) };
}
