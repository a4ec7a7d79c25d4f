import type { LogBounds, SendReads } from "../flow/reads.js";
import { behindMax, type Follower } from "./follower.js";

/** What a follower that starts in the past needs of the log. */
export type LogReads = Pick<SendReads, "events" | "logBounds">;

const pageSize = 200;
/** A reader that holds so many items is the one that is waited for. */
export const roomMax = behindMax / 2;

/**
 * Brings one follower from its position to where the live reading stands, out of the log, at its
 * reader's pace.
 *
 * @param after   null = the end of the log as it is now
 * @param goLive  takes the follower over when nothing was read live behind its position; false =
 *                read on
 * @param now     milliseconds
 */
export async function catchUp(
  reads: LogReads,
  follower: Follower,
  after: bigint | null,
  goLive: (follower: Follower) => boolean,
  now: () => number,
): Promise<void> {
  follower.position = after ?? (await endOfLog(reads, follower));
  // What was written meanwhile was handed to nobody: it is read at once.
  let isAtEnd = after === null && follower.firstWritten === null;
  while (!follower.isDone && !(isAtEnd && goLive(follower))) {
    await follower.hasRoom(roomMax);
    const { tenantId, filter, position } = follower;
    const page = await reads.events(tenantId, filter, pageSize, position);
    for (const event of page.rows) {
      follower.push({ kind: "event", event }, now());
    }
    follower.position = page.lastScanned;
    isAtEnd = !page.hasMore;
  }
}

async function endOfLog(reads: LogReads, follower: Follower): Promise<bigint> {
  const { lastSeq }: LogBounds = await reads.logBounds(follower.tenantId);
  const { firstWritten } = follower;
  // Who follows and then sends, sees all of it, though the end was read after the send.
  return firstWritten !== null && firstWritten <= lastSeq ? firstWritten - 1n : lastSeq;
}

/**
 * The same reads, at most `max` at once:
 * readers that come back together must not take all connections.
 */
export function atOnceAtMost(max: number, reads: LogReads): LogReads {
  const waiting: (() => void)[] = [];
  let running = 0;
  async function limited<T>(read: () => Promise<T>): Promise<T> {
    while (running >= max) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
    try {
      return await read();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }
  return {
    events: (...args) => limited(() => reads.events(...args)),
    logBounds: (...args) => limited(() => reads.logBounds(...args)),
  };
}
