import type { IdKind } from "../core/ids.js";
import { requireKey } from "./auth.js";
import { type GraphqlContext, load } from "./context.js";
import { toAttempt } from "./otp/attempt.type.js";
import { attemptById, sendById } from "./otp/otp-loaders.js";
import { toSend } from "./otp/send.type.js";

/** Reads one object for the viewer; null when there is none, or it is another tenant's. */
export type NodeReader = (context: GraphqlContext, uuid: string) => Promise<object | null>;

/** One line per kind that `node` and `nodes` know. The same statements run whoever owns the id. */
export const nodeKinds: Readonly<Partial<Record<IdKind, NodeReader>>> = {
  send: ofTenant(async (context, uuid) => {
    const row = await load(context, sendById, uuid);
    return row === null ? null : toSend(row);
  }),
  attempt: ofTenant(async (context, uuid) => {
    const row = await load(context, attemptById, uuid);
    return row === null ? null : toAttempt(row);
  }),
};

/** An operator's key sees no tenant's rows: for it there is none. */
function ofTenant(read: NodeReader): NodeReader {
  return async (context, uuid) =>
    requireKey(context).tenantId === null ? null : read(context, uuid);
}
