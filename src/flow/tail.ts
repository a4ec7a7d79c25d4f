import type { EventFilter } from "./reads.js";
import type { EventRow, NewEvent } from "./rows.js";

/**
 * One item of a followed log. caughtUp = a cursor to resume from although nothing matched up to it.
 */
export type TailItem =
  | { readonly kind: "event"; readonly event: EventRow }
  | { readonly kind: "cursor"; readonly seq: bigint };

/** One tenant's events of one commit, in the order of its log. */
export interface AppendedEvents {
  readonly tenantId: string;
  /** The place of the last of them; the others are right before it. */
  readonly lastSeq: bigint;
  readonly events: readonly NewEvent[];
}

/**
 * Follows tenants' logs: one reader per process reads for all watched tenants and fans out in
 * memory.
 */
export interface EventTail {
  /**
   * Everything of the tenant's log after `after` that matches, then what comes, in order, without
   * gap or repeat. after null = from now on. `return()` frees it at once, also while it waits.
   * Throws ReaderTooSlow when the reader is more than 1,000 events behind.
   */
  follow(
    tenantId: string,
    filter: EventFilter,
    after: bigint | null,
  ): AsyncIterableIterator<TailItem>;
  /** A hint that these tenants' logs grew; correctness never depends on it. */
  nudge(tenantIds: readonly string[]): void;
}

/**
 * Fans small hints out to every process:
 * at most one coalesced message per 20 ms, sent after commit.
 */
export interface Bus {
  publish(topic: BusTopic, keys: readonly string[]): void;
  subscribe(topic: BusTopic, listener: (keys: readonly string[]) => void): () => void;
}

/**
 * events: tenant ids whose log grew · rules: tenant ids · market: none · alerts: tenant ids ·
 * health: account ids · keys: key ids revoked · exports: ids of exports and list checks that came
 * further
 */
export type BusTopic = "events" | "rules" | "market" | "alerts" | "health" | "keys" | "exports";
