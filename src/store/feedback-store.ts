import type pg from "pg";
import type { FeedbackStore } from "../manage/feedback/ports.js";
import { claimFeedback, forgetFeedback, settleFeedback } from "./sql/claim-feedback.js";
import { queueFeedback } from "./sql/queue-feedback.js";

/** The queue of conversion feedback, as its tables' owner: nobody else may write them. */
export function createFeedbackStore(owner: pg.Pool): FeedbackStore {
  return {
    queue: (routes, since, now) => queueFeedback(owner, routes, since, now),
    claim: (limit, now, leaseUntil) => claimFeedback(owner, limit, now, leaseUntil),
    settle: (rows, now) => settleFeedback(owner, rows, now),
    forget: (before) => forgetFeedback(owner, before),
  };
}
