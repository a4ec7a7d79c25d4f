/**
 * What retention does to the database;
 * every call deletes one batch and returns how many rows that were.
 */
export interface RetentionStore {
  /** Tenants whose log begins with an event from before `before`. */
  findExpiredLogs(before: Date, limit: number): Promise<readonly string[]>;
  /** Deletes the beginning of a tenant's log and moves the oldest valid cursor with it. */
  deleteExpiredEvents(tenantId: string, before: Date, limit: number): Promise<number>;
  deleteRawCallbacks(before: Date, limit: number): Promise<number>;
  deleteInbox(before: Date, limit: number): Promise<number>;
  deleteIdempotency(before: Date, limit: number): Promise<number>;
  deleteMessageRoutes(before: Date, limit: number): Promise<number>;
  deleteNumberChecks(before: Date, limit: number): Promise<number>;
}

/** How many rows of each kind one run deleted. */
export interface Expired {
  readonly events: number;
  readonly rawCallbacks: number;
  readonly inbox: number;
  readonly idempotency: number;
  readonly messageRoutes: number;
  readonly numberChecks: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long things are kept, in milliseconds. */
export const keptMs = {
  events: 30 * dayMs,
  rawCallbacks: 30 * dayMs,
  inbox: 72 * hourMs,
  idempotency: 7 * dayMs,
  // A code is good for an hour at most, receipts come for 72 h after that, and a route stays 72 h
  // beyond.
  messageRoutes: hourMs + 72 * hourMs + 72 * hourMs,
  numberChecks: 30 * dayMs,
} as const;

const batch = 1_000;
const logsAtOnce = 500;
// One run ends in any case; what is left waits for the next.
const batchesMax = 2_000;

/**
 * Deletes what is past its time, a batch and a transaction at a time, so that nobody waits for it.
 * Run it every hour; twice at once does no harm.
 */
export async function expireStale(
  ports: { readonly retention: RetentionStore },
  now: Date,
): Promise<Expired> {
  const { retention } = ports;
  const before = (kept: number): Date => new Date(now.getTime() - kept);
  return {
    events: await expireEvents(retention, before(keptMs.events)),
    rawCallbacks: await untilDone((limit) =>
      retention.deleteRawCallbacks(before(keptMs.rawCallbacks), limit),
    ),
    inbox: await untilDone((limit) => retention.deleteInbox(before(keptMs.inbox), limit)),
    idempotency: await untilDone((limit) =>
      retention.deleteIdempotency(before(keptMs.idempotency), limit),
    ),
    messageRoutes: await untilDone((limit) =>
      retention.deleteMessageRoutes(before(keptMs.messageRoutes), limit),
    ),
    numberChecks: await untilDone((limit) =>
      retention.deleteNumberChecks(before(keptMs.numberChecks), limit),
    ),
  };
}

async function expireEvents(retention: RetentionStore, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const tenantIds = await retention.findExpiredLogs(before, logsAtOnce);
    for (const tenantId of tenantIds) {
      total += await untilDone((limit) => retention.deleteExpiredEvents(tenantId, before, limit));
    }
    if (tenantIds.length < logsAtOnce) {
      return total;
    }
  }
}

/**
 * A batch that is not full may have stopped short of the end only for events,
 * whose caller asks again.
 */
async function untilDone(deleteBatch: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (let turn = 0; turn < batchesMax; turn += 1) {
    const deleted = await deleteBatch(batch);
    total += deleted;
    if (deleted < batch) {
      break;
    }
  }
  return total;
}
