import type { FeedbackRoute, FeedbackRow, FeedbackStore, SettledFeedback } from "./ports.js";
import { withinTime } from "./within-time.js";

/** What telling vendors of conversions needs. */
export interface TellPorts {
  readonly store: FeedbackStore;
  /** The adapters and channels whose vendors take feedback. */
  readonly routes: readonly FeedbackRoute[];
  /** Whether an account can be told now: "gone" when it never can be again. */
  stateOf(row: FeedbackRow): Promise<"open" | "paused" | "gone">;
  /** Tells one vendor. May hang or throw. */
  tell(row: FeedbackRow): Promise<"taken" | "refused" | "failed">;
  now(): Date;
}

const rowsAtOnce = 50;
const triesMax = 5;
const pauseMs = 60_000;
const leaseMs = 600_000;
// What happened a day ago is no news to a vendor.
const ageMsMax = 86_400_000;
const keepMs = 3 * 86_400_000;

/**
 * Tells vendors which of their codes were typed in and which were not: reads the logs on, then
 * tells what is due. What a vendor took or refused is never told again; a failure comes again, five
 * times at most. Accounts are told beside each other; one that fails is left alone for a minute.
 * It can stop anywhere: what was under way comes again. Returns how many were looked at.
 */
export async function tellVendors(ports: TellPorts): Promise<number> {
  if (ports.routes.length === 0) {
    return 0;
  }
  const { store } = ports;
  const now = ports.now();
  await store.queue(ports.routes, before(now, ageMsMax), now);
  await store.forget(before(now, keepMs));
  const rows = await store.claim(rowsAtOnce, now, new Date(now.getTime() + leaseMs));
  const accounts = Map.groupBy(rows, (row) => row.accountId);
  await Promise.all([...accounts.values()].map((ofAccount) => tellAccount(ports, ofAccount)));
  return rows.length;
}

async function tellAccount(ports: TellPorts, rows: readonly FeedbackRow[]): Promise<void> {
  let hasFailed = false;
  for (const row of rows) {
    const settled: SettledFeedback = hasFailed
      ? later(row, ports.now())
      : await tellOne(ports, row);
    hasFailed ||= settled.outcome === null;
    // At once, so that a stop in between does not have a vendor told twice.
    await ports.store.settle([settled], ports.now());
  }
}

async function tellOne(ports: TellPorts, row: FeedbackRow): Promise<SettledFeedback> {
  const state = await ports.stateOf(row);
  if (state === "gone") {
    return { ...row, outcome: "GIVEN_UP", nextTryAt: ports.now() };
  }
  if (state === "paused") {
    return later(row, ports.now());
  }
  const answer = await withinTime(ports.tell(row));
  const now = ports.now();
  if (answer !== "failed") {
    return { ...row, outcome: answer === "taken" ? "TAKEN" : "REFUSED", nextTryAt: now };
  }
  const nextTryAt = new Date(now.getTime() + pauseMs * 2 ** (row.tries - 1));
  return { ...row, outcome: row.tries >= triesMax ? "GIVEN_UP" : null, nextTryAt };
}

/** Not tried: the try is not counted, and old news are given up. */
function later(row: FeedbackRow, now: Date): SettledFeedback {
  return {
    ...row,
    tries: row.tries - 1,
    outcome: row.at < before(now, ageMsMax) ? "GIVEN_UP" : null,
    nextTryAt: new Date(now.getTime() + pauseMs),
  };
}

function before(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
