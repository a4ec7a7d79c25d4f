import type pg from "pg";
import type { RetentionStore } from "../flow/expire-stale.js";
import { deleteExpiredEvents, findExpiredLogs } from "./sql/delete-expired-events.js";
import {
  deleteIdempotency,
  deleteInbox,
  deleteMessageRoutes,
  deleteNumberChecks,
  deleteRawCallbacks,
} from "./sql/delete-expired-rows.js";

/** Retention over the engine's pool; every batch is a transaction of its own. */
export function createRetentionStore(pool: pg.Pool): RetentionStore {
  return {
    findExpiredLogs: (before, limit) => findExpiredLogs(pool, before, limit),
    deleteExpiredEvents: (tenantId, before, limit) =>
      deleteExpiredEvents(pool, tenantId, before, limit),
    deleteRawCallbacks: (before, limit) => deleteRawCallbacks(pool, before, limit),
    deleteInbox: (before, limit) => deleteInbox(pool, before, limit),
    deleteIdempotency: (before, limit) => deleteIdempotency(pool, before, limit),
    deleteMessageRoutes: (before, limit) => deleteMessageRoutes(pool, before, limit),
    deleteNumberChecks: (before, limit) => deleteNumberChecks(pool, before, limit),
  };
}
