import type { StatGrain } from "../../core/stats/window.js";

/** How far a tenant's log is ahead of what was rolled up. */
export interface LogAhead {
  readonly tenantId: string;
  /** The last event that was read; null = none ever, or older ones are deleted meanwhile. */
  readonly after: bigint | null;
  /** The last event that there is. */
  readonly upTo: bigint;
}

/** One minute in which attempts were made. */
export interface TouchedMinute {
  readonly tenantId: string;
  /** The minute in which they were made, by their ids; UTC. */
  readonly madeAt: Date;
  /** The minute in which their money was held; UTC. */
  readonly heldAt: Date;
}

/** A row's place in the roll-up: a tenant and the beginning of a minute, hour or day. */
export interface StatBucket {
  readonly tenantId: string;
  readonly at: Date;
}

/** What the roll-up does to the database within one transaction. */
export interface RollUpTx {
  /** Tenants whose log grew; at most `limit`, of each at most `eventsMax` events. */
  findLogsAhead(limit: number, eventsMax: number): Promise<readonly LogAhead[]>;
  /** The minutes of all attempts of the sends that these parts of the logs tell of, each once. */
  findTouchedMinutes(logs: readonly LogAhead[]): Promise<readonly TouchedMinute[]>;
  /** The minutes of all attempts that a tenant ever made, each once. */
  findAllMinutes(tenantId: string): Promise<readonly TouchedMinute[]>;
  /** Minutes that change without an event by now, longest due first. */
  findDueMinutes(now: Date, limit: number): Promise<readonly StatBucket[]>;
  /** Counts the attempts of these minutes anew. */
  recountMinutes(buckets: readonly StatBucket[], now: Date): Promise<void>;
  /** Adds these hours up from minutes, or days from hours. */
  addUp(grain: Exclude<StatGrain, "minute">, buckets: readonly StatBucket[]): Promise<void>;
  advanceCursors(logs: readonly LogAhead[]): Promise<void>;
  /** Forgets everything that was counted, and how far the logs were read. */
  clear(): Promise<void>;
}

/** The roll-up's side of the database. */
export interface RollUpStore {
  /**
   * Runs `work` in a transaction while no other process rolls up.
   *
   * @param wait false: null at once when another one does
   */
  exclusively<T>(wait: boolean, work: (tx: RollUpTx) => Promise<T>): Promise<T | null>;
}
