import type { SendStatus, VerificationStatus } from "../../core/otp/status.js";
import type { EventRow } from "../../flow/rows.js";
import type { GraphqlContext } from "../context.js";
import { badRequest } from "../errors.js";
import { EventStream } from "./event-stream.js";
import { readLogCursor } from "./log-cursor.js";

const pageSize = 100;

/**
 * One send's events: the latest first, or everything after a cursor, then what comes, until the
 * send is final. Throws BAD_REQUEST when the tenant has no such send, and what `readLogCursor`
 * throws.
 *
 * @param after null = the latest event first
 */
export async function followSend(
  context: GraphqlContext,
  tenantId: string,
  sendId: string,
  after: string | null | undefined,
): Promise<AsyncIterableIterator<EventRow>> {
  const { reads, tail } = context.ports;
  const [send] = await reads.sendsById(tenantId, [sendId]);
  if (send === null || send === undefined) {
    throw badRequest(["sendId"], "names no send of yours.");
  }
  const common = { tenantId, isLast: isFinal, live: context.live };
  const position = typeof after === "string" ? await readLogCursor(context, tenantId, after) : null;
  if (isFinal(send)) {
    // Everything up to its end is in the log already, so there is nothing to wait for.
    const first = await finished(context, tenantId, sendId, position);
    return new EventStream({ ...common, first, followed: null });
  }
  const latest = position === null ? await reads.latestEventOfSend(tenantId, sendId) : null;
  const start = position ?? latest?.seq ?? 0n;
  return new EventStream({
    ...common,
    first: latest === null ? [] : [latest],
    followed: tail.follow(tenantId, { sendId }, start),
  });
}

/** A send is final when its verification is settled, or it was blocked or cancelled. */
function isFinal(at: {
  readonly status: SendStatus;
  readonly verification: VerificationStatus;
}): boolean {
  return at.verification !== "PENDING" || at.status === "BLOCKED" || at.status === "CANCELED";
}

async function finished(
  context: GraphqlContext,
  tenantId: string,
  sendId: string,
  position: bigint | null,
): Promise<readonly EventRow[]> {
  const { reads } = context.ports;
  if (position === null) {
    const latest = await reads.latestEventOfSend(tenantId, sendId);
    return latest === null ? [] : [latest];
  }
  const events: EventRow[] = [];
  for (let after = position; ; ) {
    const page = await reads.events(tenantId, { sendId }, pageSize, after);
    events.push(...page.rows);
    if (!page.hasMore || page.rows.some(isFinal)) {
      return events;
    }
    after = page.lastScanned;
  }
}
