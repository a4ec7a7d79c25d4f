import { eventCursor, readEventCursor } from "../../core/cursor.js";
import { domainError } from "../../core/errors.js";
import type { GraphqlContext } from "../context.js";
import { apiError, badRequest } from "../errors.js";

/**
 * The position that a cursor of a tenant's log stands for, checked against what the log still
 * holds. Throws BAD_REQUEST for nonsense, another tenant's or a future one, CURSOR_EXPIRED with the
 * oldest valid one.
 */
export async function readLogCursor(
  context: GraphqlContext,
  tenantId: string,
  after: string,
): Promise<bigint> {
  const cursor = readEventCursor(tenantId, after);
  if (cursor.kind !== "valid") {
    const rule = cursor.kind === "foreign" ? "is a cursor of another log." : "is not a cursor.";
    throw badRequest(["after"], rule);
  }
  const { lastSeq, expiredSeq } = await context.ports.reads.logBounds(tenantId);
  if (cursor.seq < expiredSeq) {
    const oldestCursor = eventCursor(tenantId, expiredSeq);
    throw apiError(domainError("CURSOR_EXPIRED", ["after"], { oldestCursor }));
  }
  if (cursor.seq > lastSeq) {
    throw badRequest(["after"], "is a cursor of an event that has not happened.");
  }
  return cursor.seq;
}
